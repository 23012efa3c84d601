"""Phrases as they are written, and the words that the built-in voice is given for them."""

import pytest

pytest.importorskip("hibari")

from callsheet_studio.audio.built_in_voice import BuiltInVoice, words_to_speak

PHRASES = """
Queen Victoria ruled = Queen Victoria ruled
James Clerk Maxwell = James Clerk Maxwell
King Charles wrote to Pope Leo = King Charles wrote to Pope Leo
George Lucas met Mark Cuban = George Lucas met Mark Cuban
King Ludwig = King Ludwig
Emperor Xuan = Emperor Xuan
class Circle = class Circle
type Integer = type Integer
section Conclusion = section Conclusion
part Installation = part Installation
level Low = level Low
chapter Introduction = chapter Introduction
phase Cleanup = phase Cleanup
volume Louder = volume Louder
type C = type C
class CSS = class C S S
the part I like = the part I like
Henry VIII = Henry the eighth
Louis XIV = Louis the fourteenth
Elizabeth II = Elizabeth the second
World War II = World War 2
World War I was long = World War 1 was long
chapter IV = chapter 4
Part III = Part 3
10–20 % = 10 to 20 percent
x² − 5x + 6 = x squared minus 5 x + 6
5x faster = 5 times faster
10–20% = 10 to 20%
10-20% = 10 to 20%
2.5–3.5 kg = 2.5 to 3.5 kilograms
2.5-3.5 kg = 2.5 to 3.5 kilograms
1–2 km = 1 to 2 kilometers
$1,000–$2,000 = $1,000 to $2,000
$2–$3 = $2 to $3
$2–3 = 2 to $3
€5–€10 = €5 to €10
2021–2022 = 2021 to 2022
pages 5–10 = pages 5 to 10
a score of 3–0 = a score of 3 to 0
20–25 °C = 20 to 25 degrees Celsius
0.5–1.5% = 0.5 to 1.5%
9–5 = 9 to 5
€3.5bn = 3.5 billion euros
€3.5 bn = 3.5 billion euros
$2bn = 2 billion dollars
£750mn = 750 million pounds
£2m = 2 million pounds
$1.2M = 1.2 million dollars
$4.2tn = 4.2 trillion dollars
3.5bn = 3.5 billion
12mn = 12 million
$5.30 = $5.30
$12 a month = $12 a month
$12/month = $12 per month
€20/year = €20 per year
¥500 = 500 yen
CHF 20 = 20 Swiss francs
100k = 100 thousand
5K = 5 thousand
1.2M = 1.2 million
1e6 = 1 times 10 to the power of 6
10^6 = 10 to the power of 6
3:1 = 3 to 1
10:1 = 10 to 1
1:1 = 1 to 1
16:9 = 16 by 9
9:16 = 9 by 16
4:3 = 4 by 3
9:30 = nine thirty
18:05 = eighteen oh five
2½ = 2 and a half
2½ cups = 2 and a half cups
1¼ = 1 and a quarter
3¾ = 3 and three quarters
5⅓ = 5 and a third
½ = one half
¾ = three quarters
3/4 = 3 quarters
50/50 = fifty fifty
24/7 = 24 7
v2.0.1 = version 2 point 0 point 1
v1.3 = version 1 point 3
version 2.0.1 = version 2 point 0 point 1
Python 3.12.4 = Python 3 point 12 point 4
192.168.0.1 = 192 dot 168 dot 0 dot 1
3.14 = 3.14
0.5 = 0.5
1,250,000 = 1,250,000
1st = 1st
22nd = 22nd
1990s = 1990s
5-year-old = 5-year-old
No. 5 = Number 5
#1 = number 1
hello@example.com = hello at example dot com
Mail jane.doe@mail.example.org now = Mail jane dot doe at mail dot example dot org now
example.com = example dot com
example.com/docs = example dot com slash docs
https://example.com = example dot com
https://example.com/menu?id=3 = example dot com slash menu
https://example.com/menu?id=3 for more = example dot com slash menu for more
http://www.example.net/a/b#c = example dot net slash a slash b
https://tracker.example.com/T-412 = tracker dot example dot com slash T 412
readme.md = readme dot M D
README.md = README dot M D
main.py = main dot P Y
config.yaml = config dot yammel
package.json = package dot jason
data.csv = data dot C S V
report.pdf = report dot P D F
photo.jpg = photo dot jay peg
index.html = index dot H T M L
my_file.txt = my file dot T X T
src/main.rs = src slash main dot R S
user_id = user id
time.sleep() = time dot sleep
asyncio.to_thread() = asyncio dot to thread
os.path = os dot path
fetch() = fetch
getPrice = get Price
max_items = max items
--verbose = verbose
--dry-run = dry run
iPhone = iPhone
5 km = 5 kilometers
1 km = 1 kilometer
5km = 5 kilometers
5 km/h = 5 kilometers per hour
50km/h = 50 kilometers per hour
3 m/s = 3 meters per second
9.81 m/s² = 9.81 meters per second squared
20 °C = 20 degrees Celsius
−5 °C = minus 5 degrees Celsius
68 °F = 68 degrees Fahrenheit
90° = 90 degrees
10 m² = 10 square meters
1 m² = 1 square meter
3 m³ = 3 cubic meters
5 km² = 5 square kilometers
5 GB = 5 gigabytes
16 GHz = 16 gigahertz
5 Mbit/s = 5 megabits per second
100 MB/s = 100 megabytes per second
220 V = 220 volts
1 V = 1 volt
60 W = 60 watts
2 A = 2 amperes
3 kWh = 3 kilowatt hours
2 l = 2 liters
1 l = 1 liter
500 ml = 500 milliliters
30 min = 30 minutes
2 h = 2 hours
1 h = 1 hour
15 ms = 15 milliseconds
10 µs = 10 microseconds
5 µm = 5 micrometers
100 nm = 100 nanometers
60 dB = 60 decibels
4 t = 4 tonnes
12 ha = 12 hectares
50 Hz = 50 hertz
10 N = 10 newtons
4.7 kΩ = 4.7 kilohms
3 lb = 3 pounds
6 ft = 6 feet
10 mph = 10 miles per hour
480 ms = 480 milliseconds
x² = x squared
2×3 = 2 times 3
10x = 10 times
±5 = plus or minus 5
≥5 = at least 5
≤10% = at most 10%
>100 = more than 100
<3 = less than 3
~5 = about 5
+5% = plus 5%
-4 = minus 4
3.1%→2.2% = 3.1% to 2.2%
A → B = A to B
A/B test = A B test
and/or = and or
TCP/IP = T C P I P
client/server = client server
e.g. this = for example this
i.e. that = that is that
e.g., this = for example, this
GPT-4 = GPT 4
COVID-19 = COVID 19
CO₂ = C O 2
JSON = jason
C++ = C plus plus
4K = 4 K
50% = 50%
83 % = 83 percent
café = cafe
AT&T = AT and T
R&D = R and D
Q&A = Q and A
released in 2025-10: = released in October 2025:
from 28.11.2026 on = from November twenty-eighth, 2026 on
at 2026-11-28T14:05Z = at November twenty-eighth, 2026 fourteen oh five
Incident 2026-0417 = Incident 2026 0 4 1 7
2,600 jobs/s = 2,600 jobs per second
GET /shipments?status=late&limit=50 = GET shipments
in /usr/bin/time = in usr slash bin slash time
at localhost:8080 = at localhost 8080
T+5 minutes = T plus 5 minutes
by @mirela-d = by at mirela d
1.5e-3 m = 1.5 times 10 to the power of minus 3 m
a ≠ 0 = a is not equal to 0
β-blocker = beta blocker
the angle α = the angle alpha
I/O = I O
16 GiB = 16 gibibytes
"""
PAIRS = [tuple(line.rsplit(" = ", 1)) for line in PHRASES.strip().splitlines()]


@pytest.mark.parametrize(("written", "spoken"), PAIRS, ids=[written for written, _ in PAIRS])
def test_a_phrase_is_given_to_the_voice_in_words(written: str, spoken: str) -> None:
    assert words_to_speak(written.split()) == spoken


def test_there_are_phrases_enough() -> None:
    """Issue "Any document becomes a lesson": a table of at least 150 phrases."""
    assert len(PAIRS) >= 150


def test_an_abbreviation_before_a_number_ends_no_sentence() -> None:
    text = "See No. 5 and Fig. 3. Vol. 2 is out. 5 people came."
    split = ["See No. 5 and Fig. 3.", "Vol. 2 is out.", "5 people came."]
    assert BuiltInVoice().split(text) == split
