"""What can be asked of a subject, and whom a question is about that names nobody.

An aspect is the second half of an answer's address ``subject/aspect``.
"""

from __future__ import annotations

from dataclasses import dataclass

MAIN_ROLE = "ml-engineer"
VERSUS = "vs-"  # the aspect of a comparison's address: «data-scientist/vs-ml-engineer»


@dataclass(frozen=True)
class Aspect:
    """``default`` is the subject of a question without one; ``instead`` names aspects that
    answer the same question where the subject has none of this name; ``kind`` is what is
    meant when neither question nor conversation names a subject; ``lists`` is the kind of
    subject that its answer enumerates; ``strict``: where a subject is named, only its own
    answer will do («is R hard?» is not answered by how hard the career is)."""

    default: str | None = None
    instead: tuple[str, ...] = ()
    kind: str | None = None
    lists: str | None = None
    strict: bool = False


ASPECTS: dict[str, Aspect] = {
    "overview": Aspect(),
    "duties": Aspect(MAIN_ROLE, ("overview",)),
    "coding": Aspect(MAIN_ROLE),
    "stress": Aspect(MAIN_ROLE, strict=True),
    "skills": Aspect(MAIN_ROLE, ("overview",), lists="skill"),
    "math": Aspect(MAIN_ROLE, ("overview",)),
    "tools": Aspect(MAIN_ROLE, ("overview",)),
    "languages": Aspect(MAIN_ROLE, ("language", "overview"), lists="language"),
    "best-language": Aspect(MAIN_ROLE, ("suited-to", "overview")),
    "libraries": Aspect(MAIN_ROLE, ("overview",), lists="library"),
    "strengths": Aspect(None, ("importance", "overview"), kind="language"),
    "weaknesses": Aspect(None, kind="language"),
    "suited-to": Aspect(None, ("strengths", "overview"), kind="language"),
    "difficulty": Aspect(MAIN_ROLE, ("level",), strict=True),
    "importance": Aspect(MAIN_ROLE, ("strengths", "overview"), strict=True),
    "contents": Aspect(None, ("skills", "overview"), kind="skill"),
    "learning": Aspect(MAIN_ROLE, ("becoming", "difficulty", "overview"), strict=True),
    "becoming": Aspect(MAIN_ROLE, ("learning",), lists="step"),
    "first-step": Aspect(MAIN_ROLE, ("learning", "overview")),
    "without-degree": Aspect(MAIN_ROLE),
    "interviews": Aspect(MAIN_ROLE),
    "projects": Aspect(MAIN_ROLE),
    "community": Aspect(MAIN_ROLE),
    "practice": Aspect(MAIN_ROLE),
    "data-preparation": Aspect(MAIN_ROLE, ("overview",)),
    "courses": Aspect(MAIN_ROLE, lists="course"),
    "free-courses": Aspect(MAIN_ROLE, ("price",), lists="course"),
    "certificates": Aspect(MAIN_ROLE, ("certificate",), lists="course"),
    "price": Aspect(None, kind="course"),
    "certificate": Aspect(None, ("certificates",), kind="course"),
    "teacher": Aspect(None, kind="course"),
    "provider": Aspect(None, kind="course"),
    "level": Aspect(None, ("suited-to", "difficulty"), kind="course"),
    "language": Aspect(None, ("languages", "best-language"), kind="course"),
    "mindset": Aspect(MAIN_ROLE),
    "collaboration": Aspect(MAIN_ROLE),
    "applications": Aspect(MAIN_ROLE, ("overview",), lists="application"),
    "outlook": Aspect(MAIN_ROLE, ("importance", "overview")),
}

# Questions that people ask from where they stand: another job named in one of these («can a
# nurse become…», «do they work with software engineers») is not what is asked about.
ASKED_FROM_A_JOB = frozenset(
    """collaboration becoming first-step without-degree courses free-courses certificates
    best-language languages learning skills libraries math tools interviews projects practice
    community""".split()
)

# Questions about one thing: a proper name that nobody here knows is what is asked about.
ABOUT_ONE_THING = frozenset(
    """overview price certificate teacher provider level language strengths weaknesses suited-to
    comparison interviews practice""".split()
)

# What is asked of all courses at once, as it is asked of one.
OF_ONE_COURSE = {"free-courses": "price", "certificates": "certificate", "languages": "language"}


def aspect_at(kind: str, aspect: str) -> str:
    """What an aspect is called at a subject of a kind: «is it free» asks a course for its price."""
    if kind == "library" and aspect in ("teacher", "provider"):  # «who makes it?»
        return "overview"
    if kind == "language" and aspect == "importance":  # «and why should I learn it?»
        return "strengths"
    if kind == "skill" and aspect == "applications":  # «where is it used?»
        return "importance"
    return OF_ONE_COURSE.get(aspect, aspect) if kind == "course" else aspect


# Asked of anything: with no name in the question they are about what it describes.
ABOUT_ANYTHING = frozenset(
    """overview strengths weaknesses suited-to difficulty importance contents learning language
    level""".split()
)

# Facts of a course that a table over all courses can show: aspect -> column heading.
COURSE_COLUMNS = {
    "price": "Price",
    "certificate": "Certificate",
    "teacher": "Teacher",
    "provider": "Provider",
    "level": "Level",
    "language": "Language",
}
