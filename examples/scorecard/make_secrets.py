"""Writes values-secrets.tsv: random tokens in the published shapes, cut by `\\&` so that no scanner takes them for real."""

import base64
import json
import random
import string
from pathlib import Path

random.seed(77)
AN = string.ascii_letters + string.digits
HEX = "0123456789abcdef"
UP = string.ascii_uppercase + "234567"


def r(n, alphabet=AN):
    return "".join(random.choice(alphabet) for _ in range(n))


def b64(o):
    return base64.urlsafe_b64encode(json.dumps(o).encode()).decode().rstrip("=")


def word():
    return random.choice(["Sonne", "tractor", "Blau", "oliva", "Kawa", "Lune", "monkey", "Perro", "Winter", "velo", "Tulip", "Zamek"])


def password():
    return random.choice([
        lambda: word() + str(random.randint(10, 9999)) + random.choice("!?#$%&"),
        lambda: r(random.randint(9, 14), AN + "!#%&*+-"),
        lambda: word() + random.choice("-_.") + word() + str(random.randint(1, 99)),
        lambda: word().replace("o", "0").replace("e", "3") + "@" + str(random.randint(1980, 2024)),
    ])()


TOKENS = [
    lambda: "AKIA\\&" + r(16, UP), lambda: "ghp_\\&" + r(36), lambda: "github_pat_\\&" + r(22) + "_" + r(59), lambda: "glpat-\\&" + r(20),
    lambda: "xoxb-\\&" + r(12, "123456789") + "-" + r(12, "123456789") + "-" + r(24), lambda: "sk_live_\\&" + r(24), lambda: "rk_live_\\&" + r(24),
    lambda: "SG.\\&" + r(22) + "." + r(43), lambda: "AIza\\&" + r(35), lambda: "sk-ant-api03-\\&" + r(93) + "AA", lambda: "sk-proj-\\&" + r(74) + "T3BlbkFJ" + r(74),
    lambda: "hf_\\&" + r(34, string.ascii_letters), lambda: "npm_\\&" + r(36), lambda: "pypi-AgEIcHlwaS5vcmc\\&" + r(70), lambda: "dop_v1_\\&" + r(64, HEX),
    lambda: "shpat_\\&" + r(32, HEX), lambda: "key-\\&" + r(32, HEX), lambda: r(32, HEX) + "-us1\\&2", lambda: r(10, "0123456789") + ":AA\\&" + r(33, AN + "_-"),
    lambda: "https://hooks.slack.com/services/T\\&" + r(8, UP) + "/B" + r(10, UP) + "/" + r(24), lambda: "lin_api_\\&" + r(40), lambda: "ntn_\\&" + r(46),
    lambda: "dapi\\&" + r(32, HEX), lambda: "hvs.\\&" + r(92), lambda: "glsa_\\&" + r(32) + "_" + r(8, HEX), lambda: "NRAK-\\&" + r(27, string.ascii_uppercase + string.digits),
    lambda: "gsk_\\&" + r(52), lambda: "r8_\\&" + r(37), lambda: "pplx-\\&" + r(48), lambda: "tfp_\\&" + r(44), lambda: "sntrys_\\&" + b64({"iat": 1}) + "_" + r(43),
    lambda: "PMAK-\\&" + r(24, HEX) + "-" + r(34, HEX), lambda: "sq0atp-\\&" + r(22), lambda: "EAA\\&" + r(120), lambda: "ya29.\\&" + r(100, AN + "_-"), lambda: "re_\\&" + r(8) + "_" + r(24),
    lambda: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\\&" + b64({"sub": r(8), "name": "x", "iat": 1700000000}) + "." + r(43, AN + "_-"),
    lambda: "postgres://app:" + r(14) + "\\&@db.intern.example-firma.eu:5432/crm", lambda: "mongodb+srv://svc:" + r(12) + "\\&@cluster0.ab1cd.mongodb.net/prod",
    lambda: "https://deploy:" + r(16) + "\\&@git.firma.eu/team/repo.git", lambda: "amqps://worker:" + r(18) + "\\&@mq.firma.eu/vh", lambda: "redis://:" + r(20) + "\\&@cache.firma.eu:6379/0",
]

with open(Path(__file__).parent / "values-secrets.tsv", "w") as out:
    out.write("# Made by make_secrets.py. Random: none was ever valid anywhere.\n")
    out.write("[token secret @credential]\n" + "\n".join(make() for make in TOKENS for _ in range(3)) + "\n")
    out.write("[entropy secret @credential]\n" + "\n".join(r(random.choice([24, 32, 40])) for _ in range(40)) + "\n")
    out.write("[hexkey secret @credential]\n" + "\n".join(r(random.choice([32, 40, 64]), HEX) for _ in range(20)) + "\n")
    out.write("[pw password password_in_text|@credential]\n" + "\n".join(password() for _ in range(60)) + "\n")
    out.write("[pem secret @credential]\n")
    for kind in ["RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"]:
        body = "\\n".join(r(64, AN + "+/") for _ in range(6))
        out.write(f"-----BEGIN {kind}-----\\n{body}\\n-----END {kind}-----\n".replace("BEGIN ", "BEGIN\\& "))
    out.write("[sha none -]\n" + "\n".join(r(n, HEX) for n in (40, 40, 64, 32, 7)) + "\n")
    out.write("[uuid none -]\n" + "\n".join("-".join(r(n, HEX) for n in (8, 4, 4, 4, 12)) for _ in range(8)) + "\n")
    for n in (6, 7, 8, 9, 10, 11, 12, 13, 16):
        out.write(f"[n{n} none -]\n" + "\n".join(random.choice("123456789") + r(n - 1, string.digits) for _ in range(12)) + "\n")
