"""What makes a PDF one to keep: metadata, colours, the attached file; PDF/A-3a and PDF/UA-1.

ISO 19005-3, level A, and ISO 14289-1 are claimed because validators of others confirm them of
every kind of document (`tests/support/validators.py`).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from app.documents.pdf_file import PdfFile, format_text
from app.documents.srgb import DESCRIPTION as SRGB
from app.documents.srgb import srgb_profile

LANGUAGE = "zh-TW"
PROGRAM = "填報"
_OUTPUT_INTENT = f"/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({SRGB})/Info({SRGB})"

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


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """What a document says about itself; `created_at` has a time zone and is its only date."""

    title: str
    author: str
    subject: str = ""
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """A file embedded in a PDF (associated file, AFRelationship Data)."""

    name: str
    content: bytes
    media_type: str
    description: str


def _build_xmp(facts: DocumentFacts) -> bytes:
    """The metadata of a document in XMP: what the information dictionary says, and what it is."""
    xmp = _XMP.format(
        language=LANGUAGE,
        program=PROGRAM,
        title=escape(facts.title),
        author=_AUTHOR.format(text=escape(facts.author)) if facts.author else "",
        subject=_SUBJECT.format(text=escape(facts.subject)) if facts.subject else "",
        moment=facts.created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    return xmp.encode("utf-8")


def format_date(moment: datetime) -> str:
    """A date of a PDF (ISO 32000-1 §7.9.4), in UTC."""
    return f"({moment.astimezone(UTC).strftime('D:%Y%m%d%H%M%SZ')})"


def add_facts(file: PdfFile, facts: DocumentFacts) -> str:
    """Add Info, XMP metadata and the output intent to a file; returns entries of the catalog."""
    texts = {"Title": facts.title, "Author": facts.author, "Subject": facts.subject}
    texts |= {"Creator": PROGRAM, "Producer": PROGRAM}
    info = "".join(f"/{key}{format_text(text)}" for key, text in texts.items() if text)
    stamp = format_date(facts.created_at)
    file.info = file.add(f"<<{info}/CreationDate{stamp}/ModDate{stamp}>>")
    metadata = file.add_stream("/Type/Metadata/Subtype/XML", _build_xmp(facts), is_deflated=False)
    profile = file.add_stream("/N 3", srgb_profile())
    return (
        f"/Metadata {metadata} 0 R/OutputIntents[<<{_OUTPUT_INTENT}"
        f"/DestOutputProfile {profile} 0 R>>]/Lang({LANGUAGE})"
        "/ViewerPreferences<</DisplayDocTitle true>>"
    )


def add_attachment(file: PdfFile, attached: AttachedFile, created_at: datetime) -> str:
    """Add a file to a PDF; returns entries of the catalog."""
    stamp = format_date(created_at)
    subtype = attached.media_type.replace("/", "#2f")
    embedded = file.add_stream(
        f"/Type/EmbeddedFile/Subtype/{subtype}"
        f"/Params<</Size {len(attached.content)}/CreationDate{stamp}/ModDate{stamp}>>",
        attached.content,
    )
    name = format_text(attached.name)
    specification = file.add(
        f"<</Type/Filespec/F{name}/UF{name}/Desc{format_text(attached.description)}"
        f"/AFRelationship/Data/EF<</F {embedded} 0 R/UF {embedded} 0 R>>>>"
    )
    return f"/Names<</EmbeddedFiles<</Names[{name} {specification} 0 R]>>>>/AF[{specification} 0 R]"
