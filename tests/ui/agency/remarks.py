"""What the office says of a return that it sends back."""

from datetime import UTC, datetime

from app.models.reviews import ReviewComment
from tests.agency.desks import PAID

COMMENT = ReviewComment(
    id="r1-1",
    place=PAID.path,
    text="請說明實支數與上期之差異。",
    author="國發會",
    written_at=datetime(2026, 2, 3, 2, 0, tzinfo=UTC),
)
