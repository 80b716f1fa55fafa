from chinar.domain.enquiries.rules import likeness, stems


def test_words_find_their_other_forms() -> None:
    wanted = stems("Колко струват УДОСТОВЕРЕНИЯТА?")
    assert likeness(wanted, "Издаване на удостоверение") == 1
    assert likeness(stems("и на по"), "и на по") == 0
