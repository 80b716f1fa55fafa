"""Ministry of Education: pupils, students and diplomas of one person."""

from typing import Any

from chinar.domain.registers.regix.readings.reading import text
from chinar.domain.registers.simulator.population import Content, Person, Population
from chinar.domain.registers.simulator.registers.civil import ZERO_HOUR


def pupil(town: Population, person: Person, asked: Content) -> Content | None:
    first, father, family = person.names
    return {
        "ChildStudentData": [
            {
                "ChildIdentifier": person.egn,
                "FirstName": first,
                "MiddleName": father,
                "LastName": family,
                "SchoolKindergartenName": one["school"],
                "EKATTELocationCode": one["settlement"][0],
                "LocationName": one["settlement"][1],
                "Grade": one["grade"],
                "ClassType": one["class"],
                "EducationForm": one["form"],
                "ChildStatus": one["status"],
                "EducationalYear": one["year"],
            }
            for one in town.pupils.get(person.egn, [])
        ]
    }


def student(town: Population, person: Person, asked: Content) -> Content | None:
    first, father, family = person.names
    return {
        "StudentData": [
            {
                "StudentIdentifier": person.egn,
                "FirstName": first,
                "MiddleName": father,
                "LastName": family,
                "HigherSchoolName": one["university"],
                "HigherSchollLocation": one["seat"],
                "FacultyName": one["faculty"],
                "EducationalYear": one["year"],
                "Semester": one["semester"],
                "AcquiredDegree": one["degree"],
                "ProfessionalField": one["field"],
                "Subject": one["subject"],
                "EducationalCourse": one["course"],
                "EducationalForm": one["form"],
                "StudentStatus": one["status"],
                "FacultyNumber": one["number"],
                "UpdateDate": one["updated_on"],
            }
            for one in town.students.get(person.egn, [])
        ]
    }


def diplomas(town: Population, person: Person, asked: Content) -> Content | None:
    """Only one with the number that was asked about: the register answers nobody who does not hold the paper."""
    held = [one for one in town.diplomas.get(person.egn, []) if one["form_number"] == text(asked, "DocumentNumber")]
    return {"GenerationTimeStamp": ZERO_HOUR, "DiplomaDocument": [_diploma(person, one) for one in held]}


def _diploma(person: Person, one: dict[str, Any]) -> Content:
    first, father, family = person.names
    return {
        "intStudentID": person.egn,
        "IDType": "EGN",
        "vcName1": first,
        "vcName2": father,
        "vcName3": family,
        "boolGender": "false" if person.is_man else "true",
        "vcDocumentName": one["document"],
        "intYearGraduated": one["year"],
        "vcPrnSer": one["series"],
        "vcPrnNo": one["form_number"],
        "vcRegNo1": one["first"],
        "vcRegNo2": one["second"],
        "dtRegDate": f"{one['on']}T00:00:00",
        "vcSchoolName": one["school"],
        "intEKATTE": one["settlement"][0],
        "vcVETSpecialityName": one["speciality"],
        "vcVETLevelName": one["level"],
        "vcEducAreaName": one["field"],
        "vcEdFormName": one["study"],
        "vcClassTypeName": one["class"],
        "intMeanMark": one["mark"],
    }
