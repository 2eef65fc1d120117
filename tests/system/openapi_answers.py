"""Holds the answers of the control sockets to docs/openapi.yaml: each is what the document says of its
operation and status, and has no field that the document does not name. All that can be read was asked,
and came to every status that the document gives it but those of a failing disk.

The control arm: a field that must be there and is taken out, and any that is renamed, is noticed.

usage: openapi_answers.py DOCUMENT FOLDER      (a file an answer: "METHOD TARGET", its body, "STATUS TYPE")
"""
import copy, json, os, re, sys

import jsonschema
import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    document = yaml.safe_load(file)
schemas = document["components"]["schemas"]


def closed(schema):
    """As JSON Schema says it, which knows no `nullable`; nothing may be there that is not named."""
    said = dict(schema)
    nullable = said.pop("nullable", False)
    if "properties" in said:
        said["properties"] = {name: closed(one) for name, one in said["properties"].items()}
        said.setdefault("additionalProperties", False)
    for key in ("items", "additionalProperties"):
        if isinstance(said.get(key), dict):
            said[key] = closed(said[key])
    if "allOf" in said:
        said["allOf"] = [closed(one) for one in said["allOf"]]
    return {"anyOf": [{"type": "null"}, said]} if nullable else said


components = {"schemas": {name: closed(schema) for name, schema in schemas.items()}}


class Answer:
    def __init__(self, path):
        with open(path, encoding="utf-8") as answer:
            request, *body, status = answer.read().split("\n")
        method, target = request.split(" ")
        self.status, self.type = status.split(";")[0].split(" ")
        self.name = f"{request}: {self.status}"
        lines = self.type == "application/x-ndjson"
        text = [line for line in body if line] if lines else ["\n".join(body)]
        self.bodies = [json.loads(each) for each in text] if self.type.endswith("json") else []
        path = target.split("?")[0]
        self.template = next(each for each in document["paths"]
                             if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each), path))
        self.operation = method, self.template
        said = document["paths"][self.template][method.lower()]["responses"]
        assert self.status in said, f"{self.name}: the document names no such status"
        assert self.type in said[self.status]["content"], f"{self.name}: {self.type} is not in the document"
        self.schema = said[self.status]["content"][self.type]["schema"]
        self.validator = jsonschema.Draft4Validator({"allOf": [closed(self.schema)], "components": components})

    def faults(self, body):
        return [f"{self.name}: {list(error.absolute_path)}: {error.message}"
                for error in self.validator.iter_errors(body)]


def fields(value, schema, path=()):
    """The fields of the value that the schema names: the path, and whether it must be there."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    for one in schema.get("allOf", []):
        yield from fields(value, one, path)
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from fields(one, schema["items"], path + (number,))
    if isinstance(value, dict):
        for name, one in value.items():
            named = schema.get("properties", {}).get(name)
            if named is not None:
                yield path + (name,), name in schema.get("required", [])
            rest = schema.get("additionalProperties")
            yield from fields(one, named or (rest if isinstance(rest, dict) else {}), path + (name,))


def shortened(value):
    """With one entry a list: the second would be noticed as the first is."""
    if isinstance(value, list):
        return [shortened(one) for one in value[:1]]
    return {name: shortened(one) for name, one in value.items()} if isinstance(value, dict) else value


def spoil(answer, body):
    """How many faults were planted in the body, one at a time; each must be noticed."""
    planted = 0
    for path, needed in fields(body, answer.schema):
        spoilt = copy.deepcopy(body)
        place = spoilt
        for step in path[:-1]:
            place = place[step]
        value = place.pop(path[-1])
        assert not needed or answer.faults(spoilt), f"{answer.name}: nobody misses {path}"
        place[path[-1] + "_"] = value
        assert answer.faults(spoilt), f"{answer.name}: {path} may have another name"
        planted += 1 + needed
    return planted


answers = [Answer(entry.path) for entry in os.scandir(sys.argv[2])]
faults = [fault for answer in answers for body in answer.bodies for fault in answer.faults(body)]
assert not faults, "\n".join(faults)

to_come = {("POST", "/v1/events"): document["paths"]["/v1/events"]["post"]}
to_come |= {("GET", path): operations["get"] for path, operations in document["paths"].items() if "get" in operations}
del to_come["GET", "/v1/backup"]  # a file; when two are wanted at once is a story of its own
seen = {(answer.operation, answer.status) for answer in answers}
missing = [f"{operation} {status}" for operation, said in to_come.items() for status in said["responses"]
           if status < "500" and (operation, status) not in seen]
assert not missing, f"never asked for: {missing}"

with_body = sorted((answer for answer in answers if answer.bodies), key=lambda answer: len(str(answer.bodies)))
richest = {(answer.operation, answer.status): answer for answer in with_body}
planted = [spoil(answer, shortened(answer.bodies[0])) for answer in richest.values()]
assert min(planted) > 0, "there is an answer that cannot be spoilt"
print(f"{len(answers)} answers are as the document says; {sum(planted)} planted faults are noticed")
