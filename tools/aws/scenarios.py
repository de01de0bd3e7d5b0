"""A moto server that holds scenarios of the corpus, each in accounts of its own.

    python scenarios.py CORPUS

Prints the server's port. Then, for each line `FOLDER MARK` that it reads, it loads the scenario and prints as JSON what
the emulator cannot hold. An account 111111111111 becomes 1111 and the mark, which is eight digits.
"""

import json
import os
import re
import sys
import tempfile
from fnmatch import fnmatchcase
from pathlib import Path

corpus = Path(sys.argv[1])
sys.path.insert(0, str(corpus))

# What moto prints about calls that it does not know must not get between the answers.
answers = os.fdopen(os.dup(1), "w")
nothing = os.open(os.devnull, os.O_WRONLY)
os.dup2(nothing, 1)
os.dup2(nothing, 2)

ACCOUNT = re.compile(r"\b(\d)\1{11}\b")
IMAGE = re.compile(r"\$\{ami:([^}]+)\}")


def texts_of(folder: Path) -> str:
    return "".join(path.read_text() for path in sorted(folder.rglob("resources.json")))


def keep_used_policies(text: str) -> None:
    """Of the thousand AWS-managed policies, which every account would hold, those that a scenario names."""
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    from moto.iam import models

    every = json.loads(models.aws_managed_policies_data)
    used = {name: policy for name, policy in every.items() if f'/{name}"' in text}
    models.aws_managed_policies_data = json.dumps(used)


def keep_used_images(text: str) -> None:
    """Of some hundred images, whose snapshots moto takes for every account's own, the newest that a scenario names."""
    from moto.utilities.utils import load_resource

    every = [
        image
        for path in ("amis.json", "latest_amis/us-east-1.json", "ecs/optimized_amis/us-east-1.json")
        for image in load_resource(f"ec2/resources/{path}")
    ]
    used = {}
    for pattern in set(IMAGE.findall(text)):
        matching = [image for image in every if fnmatchcase(image.get("name") or "", pattern)]
        newest = max(matching, key=lambda image: (str(image.get("creation_date")), image["ami_id"]))
        used[newest["ami_id"]] = newest
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump(list(used.values()), file, default=str)
    os.environ["MOTO_AMIS_PATH"] = file.name
    import moto.ec2.models  # noqa: F401, reads the file

    os.remove(file.name)


def load(endpoint: str, folder: str, mark: str) -> list:
    """Names of the resources that the emulator cannot hold."""
    import seed

    text = Path(folder, "resources.json").read_text()
    resources = json.loads(ACCOUNT.sub(lambda match: match[1] * 4 + mark, text))
    return [name for name, _ in seed.seed(endpoint, resources)]


def main() -> None:
    text = texts_of(corpus)
    keep_used_policies(text)
    keep_used_images(text)
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(port, file=answers, flush=True)
    for line in sys.stdin:
        folder, mark = line.split()
        try:
            answer = {"missing": load(f"http://{host}:{port}", folder, mark)}
        except (Exception, SystemExit) as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), file=answers, flush=True)
    server.stop()


if __name__ == "__main__":
    main()
