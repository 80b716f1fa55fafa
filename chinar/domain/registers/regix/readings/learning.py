"""Ministry of Education: children and pupils, students, diplomas."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.persons import Names
from chinar.domain.registers.regix.readings.reading import day, each, named, number, of, text


@dataclass(frozen=True, slots=True)
class Pupil:
    """GetChildStudentStatus: one place in a kindergarten or school. `year` is that in which the school year began."""

    school: str
    settlement: str
    grade: str
    form: str
    status: str
    year: str


@dataclass(frozen=True, slots=True)
class Student:
    """GetHigherEduStudentByStatus: one course of study."""

    university: str
    faculty: str
    number: str
    degree: str
    subject: str
    form: str
    semester: str
    status: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Diploma:
    """GetDiplomaInfo: a diploma of secondary education or a vocational certificate. `number` is registration number
    and day; pictures of the document stay in the raw answer."""

    names: Names
    document: str
    number: str
    on: date | None
    school: str
    year: str
    speciality: str
    mean_mark: Decimal | None


def pupil(answer: Answer) -> tuple[Pupil, ...]:
    """Empty when no kindergarten or school has the child."""
    content = of(answer, "GetChildStudentStatus")
    return tuple(
        Pupil(
            **named(
                one,
                school="SchoolKindergartenName",
                settlement="LocationName",
                grade="Grade",
                form="EducationForm",
                status="ChildStatus",
                year="EducationalYear",
            ),
        )
        for one in each(content, "ChildStudentData")
        if text(one, "SchoolKindergartenName")
    )


def student(answer: Answer) -> tuple[Student, ...]:
    content = of(answer, "GetHigherEduStudentByStatus")
    return tuple(
        Student(
            **named(
                one,
                university="HigherSchoolName",
                faculty="FacultyName",
                number="FacultyNumber",
                degree="AcquiredDegree",
                subject="Subject",
                form="EducationalForm",
                semester="Semester",
                status="StudentStatus",
            ),
            as_of=day(one, "UpdateDate"),
        )
        for one in each(content, "StudentData")
    )


def diplomas(answer: Answer) -> tuple[Diploma, ...]:
    content = of(answer, "GetDiplomaInfo")
    return tuple(
        Diploma(
            **named(
                one,
                document="vcDocumentName",
                school="vcSchoolName",
                year="intYearGraduated",
                speciality="vcVETSpecialityName",
            ),
            names=Names(text(one, "vcName1"), text(one, "vcName2"), text(one, "vcName3")),
            number="-".join(filter(None, (text(one, "vcRegNo1"), text(one, "vcRegNo2")))),
            on=day(one, "dtRegDate"),
            mean_mark=number(one, "intMeanMark"),
        )
        for one in each(content, "DiplomaDocument")
    )
