"""The 楷體 font file the bare libraries draw with: the very one the product uses."""


def find_kai_font() -> str:
    """Path of the first 楷體 face found on this machine."""
    from app.documents.font_files import find_font_files, font_folders

    return str(find_font_files(font_folders())[0])
