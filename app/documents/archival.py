"""What makes a PDF one to keep: metadata, colours, the attached file; PDF/A-3a and PDF/UA-1.

ISO 19005-3, level A, and ISO 14289-1 are claimed because validators of others confirm them of
every kind of document (`tests/documents/validators.py`).
"""

import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from app.documents.pages import DocumentFacts
from app.documents.srgb import DESCRIPTION as SRGB
from app.documents.srgb import srgb_profile

LANGUAGE = "zh-TW"
PROGRAM = "填報"
OUTPUT_INTENT = (
    f"/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier ({SRGB}) /Info ({SRGB})"
)
"""What the colours are meant as; /DestOutputProfile is a stream of `srgb_profile`."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
   <dc:format>application/pdf</dc:format>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{author}{subject}   <xmp:CreatorTool>{program}</xmp:CreatorTool>
   <xmp:CreateDate>{moment}</xmp:CreateDate>
   <xmp:ModifyDate>{moment}</xmp:ModifyDate>
   <pdf:Producer>{program}</pdf:Producer>
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
_AUTHOR = "   <dc:creator><rdf:Seq><rdf:li>{text}</rdf:li></rdf:Seq></dc:creator>\n"
_SUBJECT = (
    '   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'
    "</dc:description>\n"
)


def build_xmp(facts: DocumentFacts, created_at: datetime) -> bytes:
    """The metadata of a document in XMP: what the information dictionary says, and what it is."""
    xmp = _XMP.format(
        language=LANGUAGE,
        program=PROGRAM,
        title=escape(facts.title),
        author=_AUTHOR.format(text=escape(facts.author)) if facts.author else "",
        subject=_SUBJECT.format(text=escape(facts.subject)) if facts.subject else "",
        moment=created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    return xmp.encode("utf-8")


def build_information(facts: DocumentFacts) -> dict[str, str]:
    """The texts of the information dictionary; empty ones are left out."""
    texts = {"Title": facts.title, "Author": facts.author, "Subject": facts.subject}
    texts |= {"Creator": PROGRAM, "Producer": PROGRAM}
    return {key: text for key, text in texts.items() if text}


def write_stamp(created_at: datetime) -> str:
    """The date of a document as a PDF states it, in UTC."""
    return created_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """A file embedded in a PDF (associated file, AFRelationship Data)."""

    name: str
    content: bytes
    media_type: str
    description: str


def finish_document(
    content: bytes,
    facts: DocumentFacts,
    created_at: datetime,
    attached: AttachedFile | None = None,
) -> bytes:
    """Add metadata and the attached file to a PDF; deterministic.

    `created_at` has a time zone and is the only date in the file.
    """
    with Pdf.open(io.BytesIO(content)) as pdf:
        stamp = String(write_stamp(created_at))
        _write_facts(pdf, facts, created_at, stamp)
        if attached is not None:
            _attach(pdf, attached, stamp)
        _end_streams(pdf)
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,
            deterministic_id=True,
        )
    return buffer.getvalue()


def _write_facts(pdf: Pdf, facts: DocumentFacts, created_at: datetime, stamp: String) -> None:
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, text in build_information(facts).items():
        pdf.docinfo[f"/{key}"] = String(text)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = stamp
    xmp = build_xmp(facts, created_at)
    metadata = Stream(pdf, xmp, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    profile = Stream(pdf, zlib.compress(srgb_profile()), N=3, Filter=Name.FlateDecode)
    intent = Object.parse(f"<<{OUTPUT_INTENT}>>".encode("ascii"))
    intent["/DestOutputProfile"] = pdf.make_indirect(profile)
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _end_streams(pdf: Pdf) -> None:
    """Put a line feed after a deflated byte that readers would take for the end of a line."""
    for each in pdf.objects:
        if isinstance(each, Stream) and (raw := each.read_raw_bytes()).endswith(b"\r"):
            each.write(raw + b"\n", filter=Name.FlateDecode)


def _attach(pdf: Pdf, attached: AttachedFile, stamp: String) -> None:
    embedded = Stream(
        pdf,
        zlib.compress(attached.content),
        Type=Name.EmbeddedFile,
        Filter=Name.FlateDecode,
        Subtype=Name("/" + attached.media_type),
        Params=Dictionary(Size=len(attached.content), CreationDate=stamp, ModDate=stamp),
    )
    reference = pdf.make_indirect(embedded)
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attached.name),
            UF=String(attached.name),
            Desc=String(attached.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=reference, UF=reference),
        )
    )
    names = Dictionary(Names=Array([String(attached.name), specification]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=names)
    pdf.Root.AF = Array([specification])
