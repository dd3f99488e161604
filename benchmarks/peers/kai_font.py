"""The 楷體 font file the bare libraries draw with: the very one the product uses."""


def find_kai_font() -> str:
    """Path of the first shipped face."""
    from app.documents.font_files import faces_folder, find_face, shipped_faces

    return str(find_face(shipped_faces().faces[0], faces_folder()))
