"""Files that are text: a mail, a web page, a shortcut, an attachment somebody never decoded."""

import re

_HEAD = 4_096
_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_EXCEL_PAGE = re.compile(
    rb"urn:schemas-microsoft-com:office:excel|name=\"?ProgId\"? content=\"?Excel"
)
_MAIL = re.compile(rb"(?:[!-9;-~]{2,60}:[ \t].*\r?\n(?:[ \t].*\r?\n)*){2,}", re.MULTILINE)
_MAIL_FIELDS = re.compile(rb"^(?:received|from|subject|mime-version|return-path):", re.I | re.M)
_MAILBOX = re.compile(rb"From \S{1,200} .{10,80}\r?\n")
_SEALED_MAIL = re.compile(rb"^content-type:\s*application/(?:x-)?pkcs7-mime", re.I | re.M)
_URL_FILE = re.compile(rb"\s*\[(?:InternetShortcut|\{000214A0|Desktop Entry)", re.I)
_CLOUD = re.compile(
    rb'\s*\{.{0,2000}("doc_id"|docs\.google\.com|onedrive\.live|sharepoint\.com)', re.S
)
_URL_LIST = re.compile(rb"\s*(?:<\?xml.{0,400})?.{0,400}<key>URL</key>", re.S)
_ONLY_ADDRESS = re.compile(rb"\s*https?://\S{4,2000}\s*")
_SERVER_ANSWER = re.compile(
    rb'\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<(?:Error|error|fault|Fault)\b|\{\s*"(?:error|errors|message|'
    rb'code|status)"\s*:)'
)
_XML_WORKBOOK = re.compile(
    rb'progid="Excel\.Sheet"|<Workbook\b|office:spreadsheet|opendocument\.spreadsheet|spreadsheetml'
)
_LETTER = re.compile(
    "<!DOCTYPE\\s+(?:函|令|書函|公告|簽|開會通知單|會勘通知單|其他)|<(?:函|書函|開會通知單)>".encode()
)
_UU = re.compile(rb"(?:.{0,500}\n)?begin(?:-base64)? [0-7]{3} \S.*\r?\n", re.S)
_BASE64 = re.compile(
    rb"\s*(?:[A-Za-z0-9+/]{40,}+={0,2}+(?:\r?\n)?+){2,}+[A-Za-z0-9+/=\r\n]*|[A-Za-z0-9+/]{400,}+=*"
)
_HEX = re.compile(rb"\s*(?:[0-9A-Fa-f]{2}[\s:]?){200,}")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 2_048
Found = tuple[str, str] | None
"""Code of the sentence, and the kind it names."""


def recognise_text(content: bytes) -> Found:
    """What a text is; None where the content is no text. Nothing is decoded but for looking."""
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(head):
        return (
            ("FILE_IS_OTHER_WORKBOOK", "HTML")
            if _EXCEL_PAGE.search(head)
            else ("FILE_IS_WEB_PAGE", "")
        )
    if _is_mail(head):
        return ("FILE_IS_SEALED_MAIL" if _SEALED_MAIL.search(head) else "FILE_IS_MAIL"), ""
    if not _is_text(content):
        return None
    for pattern, code in _TEXTS:
        if pattern.match(head):
            return code, ""
    if _XML_WORKBOOK.search(head):
        return "FILE_IS_OTHER_WORKBOOK", "XML"
    if _LETTER.search(head):
        return ("FILE_IS_OFFICIAL_LETTER", "")
    if b"<svg" in head[:1_000]:
        return "FILE_IS_PICTURE", "SVG"
    return _find_encoding(content, head) or ("FILE_IS_TEXT", "")


_TEXTS = (
    (_URL_FILE, "FILE_IS_SHORTCUT"),
    (_CLOUD, "FILE_IS_CLOUD_LINK"),
    (_ONLY_ADDRESS, "FILE_IS_CLOUD_LINK"),
    (_SERVER_ANSWER, "FILE_IS_SERVER_ANSWER"),
    (_URL_LIST, "FILE_IS_SHORTCUT"),
)


def _is_mail(head: bytes) -> bool:
    box = _MAILBOX.match(head)
    rest = head if box is None else head[box.end() :]
    return _MAIL.match(rest) is not None and len(_MAIL_FIELDS.findall(rest)) > 1


def _find_encoding(content: bytes, head: bytes) -> Found:
    """An attachment as a mail carries it, saved without being decoded."""
    if _UU.match(head):
        return "FILE_IS_ENCODED", "uuencode"
    if head.startswith(b"=ybegin "):
        return "FILE_IS_ENCODED", "yEnc"
    if _HEX.match(head):
        return "FILE_IS_ENCODED", "hex"
    is_base64 = len(content) > 400 and _BASE64.fullmatch(head.rstrip(b"\r\n"))
    return ("FILE_IS_ENCODED", "base64") if is_base64 else None


def _is_text(content: bytes) -> bool:
    """Text of Taiwan's usual encodings: no control character wherever looked."""
    if content.startswith(_MARKS[1:]):
        return True
    middle = len(content) // 2
    looked_at = (content[:_HEAD], content[middle : middle + _SAMPLE], content[-_SAMPLE:])
    if any(each < 0x20 and each not in b"\t\n\r\f" for sample in looked_at for each in sample):
        return False
    is_long = len(content) > _SAMPLE  # characters of an office's own making decode nowhere else
    return is_long or any(_decodes(content[:_HEAD], each) for each in ("utf-8", "cp950"))


def _decodes(head: bytes, encoding: str) -> bool:
    for cut in range(4):  # the last character may be cut in two
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
