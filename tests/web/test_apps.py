"""The apps of the page on web apps, as clients see them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import gnlc

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "web-apps.md"


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    """What the examples of the page define, run one after the other as it has them."""
    examples = re.findall(
        r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    names: dict[str, Any] = {"__name__": "app"}
    for example in examples:
        exec(compile(example, PAGE.name, "exec"), names)  # noqa: S102 - they are our own
    return names


@pytest.fixture
def client(page: dict[str, Any]) -> TestClient:
    return TestClient(page["app"])


def test_the_app_is_short() -> None:
    """It is about thirty lines without its imports and the blank ones."""
    [app, *_] = re.findall(
        r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    lines = [line for line in app.splitlines() if line and not re.match("from|import", line)]
    assert len(lines) <= 35


class TestFastApi:
    def test_cities(self, client: TestClient) -> None:
        found = client.get("/cities", params={"country": "Azerbaijan", "year": 2020})
        assert found.status_code == 200
        assert found.json() == json.loads(gnlc.cities(country="AZ", year=2020).to_json())
        assert len(client.get("/cities").json()) == len(gnlc.cities())

    def test_one_city(self, client: TestClient) -> None:
        assert client.get("/cities/Gəncə").json() == client.get("/cities/az-ganja").json()
        ganja = gnlc.City.from_dict(client.get("/cities/az-ganja").json())
        assert ganja == gnlc.city("az-ganja")

    def test_what_is_not_there(self, client: TestClient) -> None:
        missing = client.get("/cities/Gandjaa")
        assert missing.status_code == 404
        assert missing.json()["detail"].startswith("no city 'Gandjaa' on record; did you mean ")
        refused = client.get("/cities", params={"country": "Atlantis"})
        assert refused.status_code == 422
        [problem] = refused.json()["detail"]
        assert problem["loc"] == ["query", "country"]
        assert problem["msg"].startswith("no country 'Atlantis'")
        for wrong in ({"year": 0}, {"language": "?"}):
            [name] = wrong
            impossible = client.get("/cities", params=wrong)
            assert impossible.status_code == 400
            assert impossible.json()["detail"].startswith(f"{name} must be ")

    def test_language(self, client: TestClient) -> None:
        wanted = {"country": "AZ", "language": "fr"}
        assert "Bakou" in {city["name"] for city in client.get("/cities", params=wanted).json()}
        features = client.get("/cities.geojson", params=wanted).json()["features"]
        assert "Bakou" in {feature["properties"]["name"] for feature in features}

    def test_geojson(self, client: TestClient) -> None:
        answer = client.get("/cities.geojson", params={"country": "AZ"})
        assert answer.headers["Content-Type"] == "application/geo+json"
        assert answer.json() == json.loads(json.dumps(gnlc.cities(country="AZ").__geo_interface__))

    def test_typing_ahead(self, client: TestClient) -> None:
        [first, *found] = client.get("/complete", params={"text": "Gən"}).json()
        assert first == {"id": "az-ganja", "name": "Gəncə"}
        assert len(found) <= 8

    @pytest.mark.parametrize(
        "path", ["/cities", "/cities.geojson", "/complete?text=g", "/cities/x"]
    )
    def test_etag(self, client: TestClient, path: str) -> None:
        tag = client.get(path).headers["ETag"]
        assert gnlc.DATA_VERSION in tag
        for asked in (tag, f"W/{tag}", f'"other", {tag}'):
            again = client.get(path, headers={"If-None-Match": asked})
            assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code in (200, 404)

    def test_describes_itself(self, client: TestClient) -> None:
        paths = client.get("/openapi.json").json()["paths"]
        assert {"/cities", "/cities.geojson", "/cities/{key}", "/complete"} == paths.keys()
        [country, *_] = paths["/cities"]["get"]["parameters"]
        assert {"type": "string", "description": "The alpha_2 or a name of a country."} in (
            country["schema"]["anyOf"]
        )


class TestFlask:
    def test_cities(self, page: dict[str, Any]) -> None:
        client = page["site"].test_client()
        found = client.get("/cities", query_string={"country": "AZ"})
        assert found.mimetype == "application/json"
        assert found.json == json.loads(gnlc.cities(country="AZ").to_json())
        missing = client.get("/cities", query_string={"country": "Atlantis"})
        assert missing.status_code == 404
        assert missing.text.startswith("no country 'Atlantis'")
