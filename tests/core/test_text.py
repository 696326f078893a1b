from thidua.core.text import alternatives, fold, initials, matches, search_text, visible

SHORT = {"ca": "công an", "antt": "an ninh trật tự"}


def test_accents_case_and_spaces_do_not_matter():
    assert fold("  Công an xã  TÀ Tổng ") == fold("cong an xa ta tong") == "cong an xa ta tong"
    assert fold("Đặng Đình") == "dang dinh"


def test_decomposed_letters_fold_like_composed_ones():
    assert fold("Tổng") == fold("Tổng") == "tong"


def test_initials_of_a_title():
    assert initials("Chiến sĩ thi đua cơ sở") == "cstdcs"


def test_commune_police_is_found_by_what_people_type():
    search = search_text(["Công an xã Tà Tổng", "an ninh trật tự"], SHORT)
    for query in ("cong an ta tong antt", "ca tà tổng", "TA TONG", "tổng tà"):
        assert matches(search, query, SHORT), query
    assert not matches(search, "cong an mu ca", SHORT)


def test_a_place_name_that_looks_like_an_abbreviation_stays_a_name():
    search = search_text(["xã Mù Cả"], SHORT)
    assert search == "xa mu ca"
    assert matches(search, "mù cả", SHORT)


def test_capitals_in_a_name_are_found_by_their_long_form():
    assert matches(search_text(["Đội ANTT"], SHORT), "an ninh trật tự", SHORT)


def test_each_word_is_answered_by_itself_or_its_long_form():
    assert alternatives("CA Mù", SHORT) == ((("ca",), ("cong", "an")), (("mu",),))


def test_text_is_kept_as_it_is_seen():
    assert visible(" bien\u202efdp.exe\x07\u200b ") == "bienfdp.exe"
    assert visible("xa\u0303 Mu\u0300 Ca\u0309\ndòng hai") == "xã Mù Cả\ndòng hai"
