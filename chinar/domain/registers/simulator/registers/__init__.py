"""What each register answers, from the one population. An operation is one function; what is not listed is, for the
simulator, a service that is switched off. None means that the register found nobody."""

from collections.abc import Callable, Mapping

from chinar.domain.registers.regix.readings.reading import text
from chinar.domain.registers.simulator.population import Content, Person, Population
from chinar.domain.registers.simulator.registers import business, civil, inquiries, learning, lots, social

About = Callable[[Population, Person, Content], Content | None]
ABOUT_PEOPLE: Mapping[str, tuple[About, str]] = {
    "ValidPersonSearch": (civil.valid_person, "EGN"),
    "PersonDataSearch": (civil.person_data, "EGN"),
    "RelationsSearch": (civil.relations, "EGN"),
    "PermanentAddressSearch": (civil.permanent_address, "EGN"),
    "TemporaryAddressSearch": (civil.present_address, "EGN"),
    "MaritalStatusSearch": (civil.marital_status, "EGN"),
    "MaritalStatusSpouseChildrenSearch": (civil.spouse_and_children, "EGN"),
    "GetMarriageCertificate": (civil.marriage, "Egn"),
    "GetPersonInfoV2": (lots.of_person, "EGN"),
    "GetLastExpertDecisionByIdentifier": (social.decision, "Identifier"),
    "GetMonthlySocialBenefits": (social.benefits, "PersonData.Identifier"),
    "GetPersonWithDisabilitiesSocialBenefitsList": (social.support, "RIdentificator"),
    "GetJobSeekerStatus": (social.job_seeker, "PersonalID"),
    "BulletinSearch": (social.criminal_record, "EGN"),
    "GetChildStudentStatus": (learning.pupil, "ChildIdentifier"),
    "GetHigherEduStudentByStatus": (learning.student, "StudentIdentifier"),
    "GetDiplomaInfo": (learning.diplomas, "StudentID"),
}
"""With the field that holds the personal number."""
OTHERS: Mapping[str, Callable[[Population, Content], Content | None]] = {
    "GetValidUICInfo": business.company_number,
    "GetActualStateV3": business.company_state,
    "GetStateOfPlay": business.bulstat,
    "GetObligatedPersons": business.debts,
    "GetMotorVehicleRegistrationInfoV3": business.vehicle,
    "GetTotaRegBarRestaurantCategoryByEIK": business.tourist_objects,
    "FarmerDetailsSearch": business.farmer,
    "GetSites": lots.sites,
    "PropertySearch": lots.search,
    "GetPropertyInfoV2": lots.info,
}


def answers(operation: str) -> bool:
    return operation in ABOUT_PEOPLE or operation in OTHERS or operation == inquiries.NAME


def answer(town: Population, operation: str, asked: Content, *, invent: bool = False) -> Content | None:
    """`invent` answers for a number that nobody has with somebody's data, as the official test registers do."""
    if operation in OTHERS:
        return OTHERS[operation](town, asked)
    tell, path = ABOUT_PEOPLE[operation]
    egn = text(asked, *path.split("."))
    person = town.people.get(egn) or (town.like(egn) if invent else None)
    return tell(town, person, asked) if person else None
