"""Function words by language: articles, pronouns, prepositions, conjunctions, auxiliaries and the
like, which carry no meaning alone. For the languages of `fixed_words` that put spaces between
words and have such words apart."""

import re
from collections.abc import Mapping
from functools import lru_cache

from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.word_lists import FUNCTION_WORDS

_WORDS: Mapping[str, str] = {
    "ar": """من في على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ليس ليست قد كان
        كانت يكون تكون هو هي هم نحن أنا أنت أن إن ان كل بعض غير بين عند بعد قبل حتى ثم أو او و أي
        إذا اذا لكن لأن كما حيث كيف لماذا متى أين هل هناك هنا أيضا فقط منذ خلال حول فوق تحت كنت له
        لها لهم به بها فيه فيها منه منها عليه عليها يا سوف فقد وقد ولا وهو وهي""",
    "bn": """এই ওই সেই এ ও এবং বা কিন্তু তবে যে যা যদি তাহলে না নয় নেই হয় হয়ে হবে ছিল আছে করে
        করা জন্য থেকে দিয়ে সঙ্গে সাথে মধ্যে পর পরে আগে কি কী কেন কখন কোথায় কীভাবে আমি আমরা তুমি
        আপনি সে তারা তার তাদের আমার আমাদের আপনার এটি এটা সেটা তা একটি একটা এক সব খুব আরও শুধু মতো
        পর্যন্ত উপর নিচে""",
    "de": """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem
        keiner und oder aber sondern denn doch als wie wenn weil dass daß ob damit obwohl während
        bevor nachdem bis seit in im ins an am ans auf aus bei beim mit nach von vom vor zu zum
        zur über unter um durch für gegen ohne zwischen hinter neben ich du er sie es wir ihr mich
        dich sich uns euch ihm ihn ihnen mir dir mein meine dein deine sein seine seinen seinem
        seiner ihre ihren ihrem ihrer unser unsere unseren euer eure dieser diese dieses diesen
        diesem jener jene jenes jeder jede jedes jeden jedem alle allen alles man wer was wo wann
        warum wieso weshalb wohin woher welche welcher welches bin bist ist sind war waren wird
        werden wurde wurden worden hat haben habe hatte hatten kann können konnte muss müssen soll
        sollen will wollen darf dürfen mag nicht auch nur noch schon so sehr mehr da dann hier
        dort immer nie mal eben etwa ja nein sogar selbst wieder also dabei dazu davon daran
        darauf daraus damals etwas nichts viel viele""",
    "es": """el la los las lo un una unos unas y e o u pero sino que si como cuando donde dónde
        qué quién quien cuál cómo cuándo por porque para de del a al en con sin sobre entre hasta
        desde hacia según tras ante bajo contra durante yo tú él ella ello nosotros vosotros ellos
        ellas usted ustedes me te se nos os le les mi mis tu tus su sus nuestro nuestra nuestros
        nuestras este esta esto estos estas ese esa eso esos esas aquel aquella aquello es son era
        eran fue fueron ser sido está están estaba estar ha han había haber hay he hemos tiene
        tienen puede pueden debe va van no ni sí ya muy más menos también tan tanto solo sólo así
        aún todavía siempre nunca cada todo toda todos todas otro otra otros otras algo nada mucho
        mucha muchos muchas poco pues aquí allí ahora luego entonces cuyo cuya""",
    "fa": """از در به با برای که این آن را و یا اما ولی اگر تا هم نه هر هیچ چه چرا چگونه کی کجا من
        تو او ما شما آنها آن‌ها است هست بود شد شده می شود می‌شود کرد کند خود یک روی زیر بین پس پیش
        بعد قبل فقط نیز بر چون دیگر همه باید باشد نیست همین همان""",
    "fr": """le la les l un une des du de d au aux à et ou mais donc or ni car que qu qui quoi
        dont où quand comment pourquoi comme si je tu il elle on nous vous ils elles me m te t se
        s lui leur leurs y en mon ma mes ton ta tes son sa ses notre nos votre vos ce c cet cette
        ces cela ça ceci celui celle ceux celles quel quelle quels quelles dans sur sous par pour
        avec sans entre vers chez jusque depuis pendant avant après contre est sont était étaient
        être été fut sera ai as a ont avait avaient avoir eu peut peuvent doit va vont fait ne n
        pas plus moins très aussi bien encore déjà toujours jamais tout toute tous toutes même
        mêmes autre autres chaque quelque quelques rien peu trop ainsi alors puis ici là c'est
        n'est qu'il qu'elle qu'on s'il d'un d'une j'ai""",
    "hi": """का की के को में से पर ने और या लेकिन कि जो तो भी ही नहीं न मत है हैं था थी थे हो होता
        होती होते हुआ हुई हुए गया गई गए जा रहा रही रहे कर करता करती करते करने किया लिए साथ तक बाद
        पहले यह ये वह वे इस उस इन उन मैं हम तुम आप मेरा हमारा आपका अपना अपने अपनी उसका उनका उनके
        इसके उसके क्या क्यों कैसे कब कहाँ कहां कौन एक सब बहुत अब जब तब यहाँ वहाँ अगर सकता सकती
        सकते वाला वाले वाली द्वारा इसे उसे उन्हें""",
    "id": """yang di ke dari dan atau tetapi tapi dengan untuk pada dalam oleh karena jika kalau
        bahwa ini itu adalah ialah akan sudah telah sedang masih belum tidak bukan bisa dapat
        harus saya aku kamu anda dia ia mereka kita kami nya apa siapa mengapa kenapa bagaimana
        kapan mana juga lagi saja hanya lebih sangat agar supaya sebuah seorang para setiap semua
        seperti sebagai antara sampai hingga sejak saat ketika lalu maka pun""",
    "it": """il lo la i gli le l un uno una un' e ed o ma però che chi cui se come quando dove
        perché perciò di del dello della dei degli delle a al allo alla ai agli alle da dal dallo
        dalla dai dagli dalle in nel nello nella nei negli nelle con su sul sullo sulla sui sugli
        sulle per tra fra senza sotto sopra verso contro durante fino io tu lui lei noi voi loro
        mi ti si ci vi ne me te mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro
        questo questa questi queste quello quella quelli quelle quel quei cosa quale quali quanto
        è sono era erano essere stato stata sia fu ho ha hanno aveva avere può possono deve va
        vanno non né più meno molto molti poco anche già ancora sempre mai solo così ogni tutto
        tutta tutti tutte altro altra altri altre stesso poi ora qui lì c'è cioè quindi allora""",
    "nl": """de het een en of maar want dat die dit deze als dan toen omdat zodat hoewel terwijl
        in op aan uit bij met naar van voor tot over onder om door tegen zonder tussen achter na
        sinds tijdens te ten ter ik jij je u hij zij ze wij we jullie mij me hem haar ons hun hen
        zich mijn jouw uw zijn onze wie wat waar wanneer waarom hoe welk welke is was waren ben
        bent wordt worden werd werden heeft hebben had hadden kan kunnen kon moet moeten zal
        zullen zou wil willen mag niet geen ook nog al wel zo zeer meer er daar hier altijd nooit
        elke elk alle alles iets niets veel ander andere weer eens toch dus ja nee zelf""",
    "pl": """i a w we z ze na do od po o u za przed pod nad przez dla bez między przy ku oraz lub
        albo czy ale lecz więc że żeby aby bo ponieważ gdy kiedy jeśli jeżeli jak gdzie co kto
        który która które którzy których którym ja ty on ona ono my wy oni one mnie mi cię ci go
        jej mu ją nas nam was wam ich im się siebie swój swoje swoją mój moja moje twój jego nasz
        nasza wasz ten ta to te tego tej tym tych tam tu jest są był była było były być będzie
        będą ma mają może można nie tak też także już jeszcze tylko bardzo więcej zawsze nigdy
        każdy każda każde wszystko wszystkie nic coś dlaczego czyli""",
    "pt": """o a os as um uma uns umas e ou mas que se como quando onde quem qual quais porque por
        para pelo pela pelos pelas de do da dos das em no na nos nas num numa com sem sobre entre
        até desde contra durante ao à aos às eu tu ele ela nós vós eles elas você vocês me te lhe
        lhes meu minha teu tua seu sua seus suas nosso nossa este esta isto estes estas esse essa
        isso aquele aquela aquilo deste desta disso é são era eram foi foram ser sido está estão
        estava estar tem têm tinha ter há pode podem deve vai vão não nem sim já muito mais menos
        também só tão assim ainda sempre nunca cada todo toda todos todas outro outra outros
        outras algo nada pouco aqui ali agora então depois""",
    "ru": """и в во не что он на я с со как а то все она так его но да ты к ко у же вы за бы по
        только ее её мне было вот от меня еще ещё нет о об из ему теперь когда даже ну вдруг ли
        если уже или ни быть был была были него до вас нибудь опять уж вам ведь там потом себя
        ничего ей может они тут где есть надо ней для мы тебя их чем сам чтобы чтоб без будто чего
        раз тоже себе под будет тогда кто этот эта это эти этого этой том тот та те потому какой
        какая какие совсем ним здесь этом один почти мой моя наш наша их чтобы нее сейчас куда
        зачем всех никогда можно при наконец два об другой хоть после над больше через эти нас про
        всего них какая много разве перед иногда лучше чуть между очень который которая которое
        которые которых почему""",
    "tr": """ve veya ya da de ile ama fakat ancak ki bu şu o bir her hiç çok daha en için gibi
        kadar göre sonra önce ise mi mı mu mü ne neden niçin nasıl nerede zaman kim hangi ben sen
        biz siz onlar beni seni onu bizi bana sana ona bize benim senin onun bizim sizin değil var
        yok olan olarak olur oldu ol diye çünkü eğer hem hep bile sadece yalnız bazı tüm bütün
        aynı başka şey artık yine""",
    "uk": """і й та в у не що він на я з із зі як а то все вона так його але ти до же ви за б би
        по тільки її мені було від мене ще ні о об із йому тепер коли навіть чи якщо вже або бути
        був була були для ми вас там потім себе нічого може вони тут де є треба їх ніж щоб без під
        буде тоді хто цей ця це ці того той та те тому який яка яке які дуже через між про при
        після над більше мій наш чому можна лише також""",
    "ur": """کا کی کے کو میں سے پر نے اور یا لیکن کہ جو تو بھی ہی نہیں نہ ہے ہیں تھا تھی تھے ہو
        ہوتا ہوتی ہوتے ہوا ہوئی گیا گئی گئے جا رہا رہی رہے کر کرتا کرتی کرتے کرنے کیا لیے ساتھ تک
        بعد پہلے یہ وہ اس ان ہم تم آپ میرا ہمارا اپنا اپنے اپنی کیوں کیسے کب کہاں کون ایک سب بہت
        اب جب تب یہاں وہاں اگر سکتا سکتی سکتے والا والے والی""",
    "vi": """và hoặc hay nhưng mà thì là của cho với từ trong trên dưới ngoài tại ở đến để khi nếu
        vì bởi do nên như này kia đó đây ấy một những các cái con mỗi mọi không chưa đã đang sẽ
        được bị có tôi ta bạn anh chị nó họ chúng mình ai gì nào sao đâu cũng vẫn chỉ rất hơn nữa
        lại ra vào lên xuống thế vậy rằng giữa sau trước theo về qua""",
}


def function_words(language: str) -> frozenset[str]:
    """Return the function words of a language (a BCP 47 tag), in small letters; none if there is
    no list of them."""
    return _SETS.get(primary_subtag(language), frozenset())


@lru_cache(maxsize=4096)  # the same sentences are looked at for each length that is tried
def seems_english(text: str) -> bool:
    """Return whether no other language here has more function words in a text than English."""
    words = _WORD.findall(text.lower())
    counts = {tag: sum(map(known.__contains__, words)) for tag, known in _SETS.items()}
    return counts["en"] == max(counts.values())


_WORD = re.compile(r"[^\W\d_]+")
_SETS = {
    "en": FUNCTION_WORDS,
    **{tag: frozenset(words.split()) for tag, words in _WORDS.items()},
}
