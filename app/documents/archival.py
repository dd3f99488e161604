"""Archival features of a PDF: XMP metadata, associated file, fixed identifier, PDF 1.7.

Modelled on PDF/A-3 (ISO 19005-3); conformance is not claimed because it is not validated.
"""

import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from app.documents.pages import DocumentFacts

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
   <dc:format>application/pdf</dc:format>
   <dc:language><rdf:Bag><rdf:li>zh-TW</rdf:li></rdf:Bag></dc:language>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:description>
    <rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>
   </dc:description>
   <xmp:CreatorTool>填報</xmp:CreatorTool>
   <xmp:CreateDate>{moment}</xmp:CreateDate>
   <xmp:ModifyDate>{moment}</xmp:ModifyDate>
   <pdf:Producer>填報</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


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
    moment = created_at.astimezone(UTC)
    with Pdf.open(io.BytesIO(content)) as pdf:
        stamp = String(moment.strftime("D:%Y%m%d%H%M%S+00'00'"))
        _write_facts(pdf, facts, moment, stamp)
        if attached is not None:
            _attach(pdf, attached, stamp)
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


def _write_facts(pdf: Pdf, facts: DocumentFacts, moment: datetime, stamp: String) -> None:
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    texts = {"/Title": facts.title, "/Author": facts.author, "/Subject": facts.subject}
    texts |= {"/Creator": "填報", "/Producer": "填報"}
    for key, text in texts.items():
        if text:
            pdf.docinfo[key] = String(text)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = stamp
    xmp = _XMP.format(
        title=escape(facts.title),
        author=escape(facts.author),
        subject=escape(facts.subject),
        moment=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    metadata = Stream(pdf, xmp.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    pdf.Root.Lang = String("zh-TW")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


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
