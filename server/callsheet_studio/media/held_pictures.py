"""H.264 pictures that repeat the one before them, written without an encoder.

Such a picture is one P slice in which every macroblock is skipped (ITU-T H.264, 7.3.4: with CAVLC
a single `mb_skip_run`). A skipped macroblock copies the reference picture when all motion vectors
are zero (8.4.1.1) and has no residual. It is about 11 bytes long.

A held picture is a reference picture itself, so `frame_num` of the pictures after it moves on
(7.4.3); with picture order type 2 output order is decoding order (8.2.1.3).
"""

import re
from dataclasses import dataclass

SLICE, IDR, SPS, PPS = 1, 5, 7, 8
"""nal_unit_type, table 7-1."""
HIGH = {100, 110, 122, 244, 44, 83, 86, 118, 128}
"""profile_idc with chroma fields in the sequence parameter set, 7.3.2.1.1."""
ALL_P = 5
"""slice_type: all slices of the picture are P, table 7-6."""
REFERENCE_P = 0x41
"""NAL header of a P slice with nal_ref_idc 2, as x264 gives its own."""
HEADER_BYTES = 16
"""More than a slice header needs up to `frame_num`: two ue(v) of 1 bit, slice type, 16 bits."""

START_CODE_LIKE = re.compile(rb"\0\0(?=[\0-\3])")
"""What must not stand in a NAL unit, 7.4.1."""


class UnsupportedStreamError(ValueError):
    """The stream has a feature with which a skipped picture would be written in another way."""


@dataclass(frozen=True)
class StreamParameters:
    """What a slice header depends on: fields of the sequence and the picture parameter set
    (H.264, 7.3.2.1 and 7.3.2.2)."""

    frame_num_bits: int
    """The length of `frame_num` in bits."""
    macroblocks: int
    """In a picture."""
    deblocking_control: bool
    """Whether slice headers hold `disable_deblocking_filter_idc`."""

    @classmethod
    def of(cls, extradata: bytes) -> "StreamParameters":
        """Return the parameters from an encoder's extradata, which holds parameter sets in Annex B
        form (H.264).

        Raises:
            UnsupportedStreamError: The stream is not CAVLC, progressive, with picture order type 2,
                one reference picture and one slice group; or it weights its prediction.
        """
        units = {unit[0] & 31: unit for unit in _nal_units(extradata) if unit}
        if SPS not in units or PPS not in units:
            raise UnsupportedStreamError("no parameter sets in Annex B form")
        bits, macroblocks = _read_sequence(units[SPS])
        return cls(bits, macroblocks, _read_picture(units[PPS]))


class HeldPictureWriter:
    """Writes held pictures, which repeat the picture before them, between an encoder's packets.
    Each access unit passes through it, in order."""

    def __init__(self, parameters: StreamParameters) -> None:
        self._parameters = parameters
        self._modulus = 1 << parameters.frame_num_bits
        self._frame_num = 0

    def renumber(self, access_unit: bytes) -> bytes:
        """Return an encoder's access unit with its `frame_num` raised by the held pictures written
        so far.

        Raises:
            UnsupportedStreamError: It has a slice that is neither an IDR nor a reference.
        """
        units = _nal_units(access_unit)
        slices = [unit for unit in units if unit[0] & 31 in {SLICE, IDR}]
        if not slices or any(not unit[0] & 0x60 for unit in slices):
            raise UnsupportedStreamError("a picture that no other refers to")
        is_idr = slices[0][0] & 31 == IDR
        self._frame_num = 0 if is_idr else (self._frame_num + 1) % self._modulus
        if is_idr:
            return access_unit
        return b"".join(
            b"\0\0\0\1" + (self._with_frame_num(unit) if unit[0] & 31 == SLICE else unit)
            for unit in units
        )

    def hold(self) -> bytes:
        """Return a new access unit that repeats the picture before it."""
        self._frame_num = (self._frame_num + 1) % self._modulus
        slice_header = BitWriter()
        slice_header.ue(0)  # first_mb_in_slice
        slice_header.ue(ALL_P)
        slice_header.ue(0)  # pic_parameter_set_id
        slice_header.u(self._parameters.frame_num_bits, self._frame_num)
        slice_header.u(1, 0)  # num_ref_idx_active_override_flag
        slice_header.u(1, 0)  # ref_pic_list_modification_flag_l0
        slice_header.u(1, 0)  # adaptive_ref_pic_marking_mode_flag
        slice_header.ue(0)  # slice_qp_delta, se(v): 0 has the same code
        if self._parameters.deblocking_control:
            slice_header.ue(1)  # disable_deblocking_filter_idc
        slice_header.ue(self._parameters.macroblocks)  # mb_skip_run
        return b"\0\0\0\1" + bytes([REFERENCE_P]) + _escape(slice_header.to_bytes())

    def _with_frame_num(self, unit: bytes) -> bytes:
        """The unit with another `frame_num`, whose place and length stay."""
        payload = _unescape(unit[1:])
        head = payload[:HEADER_BYTES]
        reader = BitReader(head)
        for _ in ("first_mb_in_slice", "slice_type", "pic_parameter_set_id"):
            reader.ue()
        bits = self._parameters.frame_num_bits
        shift = 8 * len(head) - reader.position - bits
        value = int.from_bytes(head) & ~((self._modulus - 1) << shift) | self._frame_num << shift
        return unit[:1] + _escape(value.to_bytes(len(head)) + payload[HEADER_BYTES:])


class BitWriter:
    """Writes the bits of a raw byte sequence payload (H.264, 7.2), the most significant first."""

    def __init__(self) -> None:
        self._value = 1
        """All bits after a leading 1."""

    def u(self, bits: int, value: int) -> None:
        """Append an unsigned number of `bits` bits."""
        self._value = self._value << bits | value

    def ue(self, value: int) -> None:
        """Append an unsigned Exp-Golomb number (H.264, 9.1)."""
        self.u(2 * (value + 1).bit_length() - 1, value + 1)

    def to_bytes(self) -> bytes:
        """Return the bits as bytes, with the trailing bits of H.264, 7.3.2.11."""
        value = self._value << 1 | 1
        length = value.bit_length() - 1
        value ^= 1 << length
        padding = -length % 8
        return (value << padding).to_bytes((length + padding) // 8)


class BitReader:
    """Reads the bits of a raw byte sequence payload, the most significant first; after the end
    it reads 0."""

    def __init__(self, payload: bytes) -> None:
        self._bits = "".join(f"{byte:08b}" for byte in payload)
        self.position = 0

    def u(self, bits: int) -> int:
        """Read an unsigned number of `bits` bits."""
        self.position += bits
        return int(self._bits[self.position - bits : self.position] or "0", 2)

    def ue(self) -> int:
        """Read an unsigned Exp-Golomb number (H.264, 9.1). It may also skip a signed one, which
        has as many bits."""
        one = self._bits.find("1", self.position)
        zeros = max(0, one - self.position)
        self.position += zeros
        return self.u(zeros + 1) - 1


def _read_sequence(unit: bytes) -> tuple[int, int]:
    """The bits of `frame_num` and the macroblocks of a picture, 7.3.2.1.1."""
    reader = BitReader(_unescape(unit[1:]))
    profile = reader.u(8)
    reader.u(16)  # constraint flags, level_idc
    reader.ue()  # seq_parameter_set_id
    if profile in HIGH:
        chroma = (reader.ue(), reader.ue(), reader.ue(), reader.u(1), reader.u(1))
        _require(chroma == (1, 0, 0, 0, 0), "another format than 8 bits 4:2:0")
    bits = reader.ue() + 4
    _require(reader.ue() == 2, "pictures are put out in another order")
    _require(reader.ue() == 1, "more than one reference picture")
    reader.u(1)  # gaps_in_frame_num_value_allowed_flag
    width, height = reader.ue() + 1, reader.ue() + 1
    _require(reader.u(1) == 1, "interlaced pictures")
    return bits, width * height


def _read_picture(unit: bytes) -> bool:
    """Whether slices say how they are deblocked, 7.3.2.2."""
    reader = BitReader(_unescape(unit[1:]))
    reader.ue()  # pic_parameter_set_id
    reader.ue()  # seq_parameter_set_id
    _require(reader.u(1) == 0, "CABAC")
    _require(reader.u(1) == 0, "a picture order in the slice header")
    _require(reader.ue() == 0, "several slice groups")
    _require(reader.ue() == 0, "more than one active reference")
    reader.ue()  # num_ref_idx_l1_default_active_minus1
    _require(reader.u(1) == 0, "weighted prediction")
    reader.u(2)  # weighted_bipred_idc
    for _ in ("pic_init_qp", "pic_init_qs", "chroma_qp_index_offset"):
        reader.ue()
    control = reader.u(1) == 1
    reader.u(1)  # constrained_intra_pred_flag
    _require(reader.u(1) == 0, "redundant pictures")
    return control


def _require(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise UnsupportedStreamError(otherwise)


def _nal_units(stream: bytes) -> list[bytes]:
    """The units of an Annex B byte stream, without start codes and trailing zeros."""
    return [unit.rstrip(b"\0") for unit in stream.split(b"\0\0\1") if unit.strip(b"\0")]


def _unescape(payload: bytes) -> bytes:
    """Without emulation prevention bytes, 7.4.1."""
    return payload.replace(b"\0\0\3", b"\0\0")


def _escape(payload: bytes) -> bytes:
    """With emulation prevention bytes: no start code can be in it."""
    return START_CODE_LIKE.sub(b"\0\0\3", payload)
