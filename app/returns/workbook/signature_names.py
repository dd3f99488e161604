"""Names of an OOXML package signature: parts, content types, namespaces, algorithms.

ECMA-376 part 2 (OPC) and XML-DSig, as far as a signed return uses them.
"""

from app.models.signatures import SignerRole

ORIGIN_PART = "_xmlsignatures/origin.sigs"
ORIGIN_RELS_PART = "_xmlsignatures/_rels/origin.sigs.rels"
SIGNATURE_FOLDER = "_xmlsignatures/"
ORIGIN_TYPE = "application/vnd.openxmlformats-package.digital-signature-origin"
SIGNATURE_TYPE = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ORIGIN_RELATIONSHIP = f"{_PACKAGE}/relationships/digital-signature/origin"
SIGNATURE_RELATIONSHIP = f"{_PACKAGE}/relationships/digital-signature/signature"
ORIGIN_RELATIONSHIP_ID = "rIdOrigin"

DS = "http://www.w3.org/2000/09/xmldsig#"
MDSSI = f"{_PACKAGE}/digital-signature"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
OFFICE = "http://schemas.microsoft.com/office/2006/digsig"

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RELATIONSHIP_TRANSFORM = f"{_PACKAGE}/RelationshipTransform"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
OBJECT_REFERENCE = f"{DS}Object"
TIMESTAMP_PATH = ("UnsignedProperties", "UnsignedSignatureProperties", "SignatureTimeStamp")
"""Where a timestamp stands inside xd:QualifyingProperties (XAdES-T)."""
PROPERTIES_REFERENCE = "http://uri.etsi.org/01903#SignedProperties"

SIGNATURE_ID = "idPackageSignature"
PACKAGE_OBJECT_ID = "idPackageObject"
OFFICE_OBJECT_ID = "idOfficeObject"
PROPERTIES_ID = "idSignedProperties"
TIME_ID = "idSignatureTime"
OFFICE_DETAILS_ID = "idOfficeV1Details"
TIME_FORMAT = "YYYY-MM-DDThh:mm:ssTZD"

OFFICE_DETAILS = (
    ("SetupID", ""),
    ("SignatureText", ""),
    ("SignatureImage", ""),
    ("SignatureComments", ""),
    ("WindowsVersion", "10.0"),
    ("OfficeVersion", "16.0"),
    ("ApplicationVersion", "16.0"),
    ("Monitors", "1"),
    ("HorizontalResolution", "1920"),
    ("VerticalResolution", "1080"),
    ("ColorDepth", "32"),
    ("SignatureProviderId", "{00000000-0000-0000-0000-000000000000}"),
    ("SignatureProviderUrl", ""),
    ("SignatureProviderDetails", "9"),
    ("SignatureType", "1"),
)

COMMITMENTS = {
    SignerRole.PREPARER: "http://uri.etsi.org/01903/v1.2.2#ProofOfCreation",
    SignerRole.APPROVER: "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval",
}


def signature_part(number: int) -> str:
    """The part of the n-th signature, from 1."""
    return f"{SIGNATURE_FOLDER}sig{number}.xml"
