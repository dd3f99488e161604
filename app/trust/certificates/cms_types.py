"""The types of CMS, complete: the one place to take `cms` from.

asn1crypto's modules teach `cms` their attributes when they are imported, and a type keeps the
names it knew when it was first used. Without this a round file that was read early would make
signing a PDF impossible for the rest of the session.
"""

from asn1crypto import cms, tsp

__all__ = ["cms", "tsp"]
