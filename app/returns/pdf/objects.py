"""What a return's PDF may consist of: nothing that acts, hides or leads elsewhere.

Every place from which a viewer could be made to do something is compared with a list of what our
own writer puts there; anything else is refused, whoever signed it.
"""

from collections.abc import Iterable

import pikepdf

from app.returns.refusal import Refused

_CATALOG = frozenset(
    {"/Type", "/Pages", "/Lang", "/Outlines", "/PageMode", "/Names"}
    | {"/AF", "/Metadata", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences", "/AcroForm"}
    | {"/OutputIntents", "/Perms"}
)
_PAGE_TREE = frozenset({"/Type", "/Kids", "/Count"})
_PAGE = frozenset(
    {"/Type", "/Parent", "/Contents", "/MediaBox", "/Resources", "/Rotate", "/StructParents"}
    | {"/Tabs", "/Annots"}
)
_RESOURCES = frozenset({"/Font", "/ProcSet"})
_FORM = frozenset({"/Fields", "/SigFlags"})
_FIELD = frozenset(
    {"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/Rect", "/P", "/StructParent", "/V", "/Lock"}
)
_SPECIFICATION = frozenset({"/Type", "/F", "/UF", "/Desc", "/AFRelationship", "/EF"})
_EMBEDDED = frozenset({"/Type", "/Subtype", "/Params", "/Filter", "/Length"})
_NO_PLACE = b"[ 0 0 0 0 ]"
_PRINTED = 132  # print and locked, as our signer sets a field that nobody sees
_OUTLINES = frozenset({"/Type", "/Count", "/First", "/Last"})
_OUTLINE_ITEM = frozenset(
    {"/Title", "/Parent", "/Dest", "/Prev", "/Next", "/First", "/Last", "/Count"}
)
_MOST_OUTLINE_ITEMS = 20_000


def check_objects(pdf: pikepdf.Pdf) -> None:
    """Walk the document as a viewer would. Raises Refused PDF_ACTIVE, ATTACH_COUNT."""
    _check_catalog(pdf)
    widgets = _check_form(pdf)
    _check_pages(pdf, widgets)
    _check_outlines(pdf)


def _ensure_only(found: Iterable[str], allowed: frozenset[str], where: str) -> None:
    strange = set(found) - allowed
    if strange:
        raise Refused("PDF_ACTIVE", where=where, key=", ".join(sorted(strange)))


def _check_catalog(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    _ensure_only(root.keys(), _CATALOG, "Root")
    _ensure_only(root.get("/Perms", pikepdf.Dictionary()).keys(), frozenset({"/DocMDP"}), "Perms")
    names = root.get("/Names", pikepdf.Dictionary())
    _ensure_only(names.keys(), frozenset({"/EmbeddedFiles"}), "Names")
    attached = names.get("/EmbeddedFiles", pikepdf.Dictionary())
    if list(attached.keys()) != ["/Names"] or len(attached["/Names"]) != 2:
        raise Refused("ATTACH_COUNT", found=len(attached.get("/Names", ())) // 2)
    if len(root.get("/AF", ())) != 1 or root["/AF"][0].objgen != attached["/Names"][1].objgen:
        raise Refused("ATTACH_COUNT", found=len(root.get("/AF", ())))
    _check_specification(root["/AF"][0])


def _check_specification(specification: pikepdf.Object) -> None:
    """One file under one name, whichever way a viewer asks for it."""
    _ensure_only(specification.keys(), _SPECIFICATION, "AF")
    files = specification["/EF"]
    if set(files.keys()) != {"/F", "/UF"} or files["/F"].objgen != files["/UF"].objgen:
        raise Refused("ATTACH_COUNT", found=len(files.keys()))
    _ensure_only(files["/F"].keys(), _EMBEDDED, "AF")
    if specification["/F"] != specification["/UF"]:
        raise Refused("ATTACH_MISSING")


def _check_form(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    form = pdf.Root["/AcroForm"]
    _ensure_only(form.keys(), _FORM, "AcroForm")
    widgets = set()
    for field in form["/Fields"]:
        _ensure_only(field.keys(), _FIELD, "Field")
        if field["/FT"] != "/Sig" or field["/Subtype"] != "/Widget":
            raise Refused("PDF_ACTIVE", where="Field", key=str(field["/FT"]))
        if field["/Rect"].unparse() != _NO_PLACE or field["/F"] != _PRINTED:
            raise Refused("PDF_ACTIVE", where="Field", key="/Rect")
        widgets.add(field.objgen)
    return widgets


def _check_pages(pdf: pikepdf.Pdf, widgets: set[tuple[int, int]]) -> None:
    tree = pdf.Root["/Pages"]
    _ensure_only(tree.keys(), _PAGE_TREE, "Pages")
    if tree["/Count"] != len(tree["/Kids"]):  # some viewers would show that many pages
        raise Refused("PDF_ACTIVE", where="Pages", key="/Count")
    for number, leaf in enumerate(tree["/Kids"], 1):
        where = f"Page {number}"
        keys = leaf.keys()
        _ensure_only(keys, _PAGE, where)  # a branch of a page tree has keys that are not allowed
        _ensure_only(leaf["/Resources"].keys(), _RESOURCES, where)
        if leaf["/Type"] != "/Page":
            raise Refused("PDF_ACTIVE", where=where, key="/Type")
        for annotation in leaf["/Annots"] if "/Annots" in keys else ():
            if annotation.objgen not in widgets:
                raise Refused("PDF_ACTIVE", where=where, key="/Annots")


def _check_outlines(pdf: pikepdf.Pdf) -> None:
    outlines = pdf.Root.get("/Outlines")
    if outlines is None:
        return
    _ensure_only(outlines.keys(), _OUTLINES, "Outlines")
    waiting = [outlines["/First"]] if "/First" in outlines else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if item.objgen in seen or len(seen) > _MOST_OUTLINE_ITEMS:
            raise Refused("PDF_ACTIVE", where="Outlines", key="/Next")
        seen.add(item.objgen)
        keys = item.keys()
        _ensure_only(keys, _OUTLINE_ITEM, "Outlines")
        waiting += [item[key] for key in ("/First", "/Next") if key in keys]
