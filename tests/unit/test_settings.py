import pytest

from knowledge.settings import SettingInvalid, load_settings


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ADVISOR_PORT", "0"),
        ("ADVISOR_PORT", "five"),
        ("ADVISOR_ANSWER_DEADLINE_SECONDS", "0"),
        ("ADVISOR_MESSAGE_LIMIT", "10"),
        ("ADVISOR_LOG_LEVEL", "LOUD"),
        ("ADVISOR_DATABASE_URL", "mysql://host/db"),
        ("ADVISOR_PUBLIC_URL", "http://advisor.example.org"),
        ("ADVISOR_PUBLIC_URL", "advisor.example.org"),
        ("ADVISOR_PUBLIC_URL", "https://"),
        ("ADVISOR_PUBLIC_URL", "https://x.org/?a=b"),
        ("ADVISOR_PUBLIC_URL", "https://x.org/a b"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingInvalid) as caught:
        load_settings()
    assert variable in str(caught.value)
    assert value in str(caught.value)


def test_several_wrong_values_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_PORT", "99999")
    monkeypatch.setenv("ADVISOR_LOG_LEVEL", "loud")
    with pytest.raises(SettingInvalid, match=r"(?s)ADVISOR_PORT.*ADVISOR_LOG_LEVEL"):
        load_settings()


def test_levels_are_accepted_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_LOG_LEVEL", "info")
    assert load_settings().log_level == "INFO"


@pytest.mark.parametrize("value", ["https://x.org", "https://x.org:8443/advisor/"])
def test_a_public_address_has_no_slash_at_its_end(value: str) -> None:
    assert load_settings({"public_url": value}).public_url == value.rstrip("/")
