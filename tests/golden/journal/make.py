#!/usr/bin/env python3
"""Makes the journal's golden files from docs/journal.md alone: a second implementation of that page.

usage: python3 tests/golden/journal/make.py     by hand, after a type was added (see EVENTS)

What is there already is what stores out there hold: a file that would change is an error, and
chain.txt only grows. Which members a type has, which of them are sealed and which names a member
may have is read from the page's table, so that the page cannot say less than the files need. Of
every type there is <type>.json; <type>.<which>.json is another event of it.

Needs python3-cryptography, for AES-256-GCM; neither the build nor the tests need this program.
"""
import base64
import hashlib
import hmac
import itertools
import json
import pathlib
import re
import sys

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parents[2] / "docs" / "journal.md"

AGENCY = "Northlight"
SECRET_KEY = bytes(range(0x64, 0x64 + 32))
MONDAY, TUESDAY, FRIDAY = 1772442000000, 1772528400000, 1772787600000
STREAMS = {"task": "task/ACME-12", "client": "client/ACME", "directory": "directory"}

# (stream, file, by, members in clear), in the order of the chain: new ones go to the end.
EVENTS = [
    ("task", "opened", "p1", {
        "client": "ACME", "workflow": "paid-campaign-launch", "workflow_version": 2,
        "title": "Spring launch – “Größe”", "stage": "strategy", "holder": "p1"}),
    ("task", "value-set", "p1", {"field": "budget", "value": "5000 EUR"}),
    ("task", "item-checked", "p2", {"item": "brand-check", "on": False}),
    ("task", "evidence-attached", "@system", {
        "item": "creative", "link": "https://drive.example.com/a?b=1&c=2"}),
    ("task", "approval-given", "p1", {
        "item": "sign-off", "of": {"creative": 1, "budget": 2}, "who": "Mrs Smith",
        "when": "Monday", "how": "", "link": "mail.eml", "self_approved": True}),
    ("task", "approval-lapsed", "@clock", {"item": "sign-off", "changed": "budget"}),
    ("task", "note-added", "p3", {"text": "line one\nline \"two\""}),
    ("task", "offered", "p1", {
        "handoff": 2, "card": 1, "attempt": 2, "transition": "to-deployment", "sender": "p1",
        "receiver": "p3", "stand_in": True, "note": ""}),
    ("task", "accepted", "p3", {"handoff": 2, "stage": "deployment-ready", "holder": "p3"}),
    ("task", "returned", "p3", {
        "handoff": 2, "reason": "missing-input", "words": "No tracking sheet"}),
    ("task", "question-asked", "p3", {"handoff": 2, "question": 1, "text": "Which account?"}),
    ("task", "question-answered", "p1", {"handoff": 2, "question": 1, "text": "The new one"}),
    ("task", "offer-withdrawn", "p1", {"handoff": 2, "cause": "gate-broken"}),
    ("task", "done", "p3", {}),
    ("task", "cancelled", "p5", {"why": "Client stopped it"}),
    ("client", "client-added", "@file", {"name": "Acme Shoes"}),
    ("client", "client-renamed", "p5", {"name": "Acme"}),
    ("client", "client-channel-set", "@file", {"workspace": "slack", "channel": "C0001"}),
    ("client", "client-role-set", "@file", {"role": "account-manager", "person": "p1"}),
    ("client", "task-numbered", "p1", {"number": 12}),
    ("directory", "workspace-linked", "@system", {
        "workspace": "slack", "kind": "slack", "team": "T0001"}),
    ("directory", "person-added", "@file", {"person": "p1", "name": "Ana"}),
    ("directory", "person-renamed", "p5", {"person": "p1", "name": "Ana María"}),
    ("directory", "person-set", "@file", {
        "person": "p1",
        "identities": [{"workspace": "slack", "user": "U0001"},
                       {"workspace": "chat", "user": "ana"}],
        "home": "slack", "roles": ["account-manager", "strategist"],
        "timezone": "Europe/Berlin", "hours": "Mon-Fri 09:00-17:30"}),
    ("directory", "workflow-published", "@file", {
        "workflow": "quick", "version": 1, "definition": '{"stages":[],"workflow":"quick"}'}),

    ("task", "offered-back", "p3", {
        "handoff": 3, "card": 1, "of": 2, "transition": "to-deployment", "sender": "p3",
        "receiver": "p1", "reason": "wrong-format", "words": "The sheet has no dates"}),
    ("task", "overridden", "p1", {
        "handoff": 4, "approver": "p5", "reason": "The spot is on air tonight"}),
    ("task", "debt-incurred", "p1", {
        "debt": 1, "handoff": 4, "requirement": "tracking-sheet", "debtor": "p1",
        "approver": "p5", "due": FRIDAY}),
    ("task", "debt-repaid", "p1", {"debt": 1}),
    ("task", "debt-forgiven", "p5", {"debt": 2, "why": "The client sent it himself"}),
    ("task", "passed", "p3", {"handoff": 4, "to": "p4"}),
    ("task", "taken", "p6", {"handoff": 4, "stage": "deployment-ready", "holder": "p6"}),
    ("task", "baton-taken", "p5", {"from": "p6", "holder": "p5"}),
    ("task", "gap-named", "p5", {
        "gap": 1, "handoff": 4, "what": "The logo as SVG", "before_start": False, "owner": "p1",
        "due": TUESDAY}),
    ("task", "gap-supplied", "p1", {"gap": 1, "value": "https://drive.example.com/logo.svg"}),
    ("task", "gap-confirmed", "@clock", {"gap": 1}),
    ("task", "gap-dropped", "p5", {"gap": 2, "why": "Not needed any more"}),
    ("task", "consent-asked", "p1", {
        "consent": 1, "kind": "urgent", "asked": "p5", "to": "deployment-ready",
        "receiver": "p3", "words": "Live in an hour"}),
    ("task", "consent-moved", "@clock", {"consent": 1, "asked": "p6"}),
    ("task", "consent-allowed", "p6", {"consent": 1}),
    ("task", "consent-refused", "p5", {"consent": 2, "why": "Wait for the sign-off"}),
    ("task", "work-started", "p5", {}),
    ("task", "blocked", "p5", {"why": "No access to the account", "look_again": TUESDAY}),
    ("task", "unblocked", "p5", {}),
    ("task", "wait-begun", "p5", {"until": FRIDAY, "why": "The client chooses a picture"}),
    ("task", "resumed", "p5", {}),
    ("task", "snoozed", "p5", {"person": "p5", "until": TUESDAY}),
    ("task", "due-set", "p5", {"due": FRIDAY, "why": "The fair begins on Saturday"}),
    ("task", "priority-set", "p5", {"priority": "high"}),
    ("task", "reopened", "p5", {"holder": "p3"}),
    ("task", "undone", "p3", {"what": "return"}),
    ("task", "undo-closed", "@clock", {}),
    ("task", "reminded", "@clock", {"about": "acknowledge", "number": 4, "person": "p3"}),
    ("task", "moved", "p5", {"to": "BETA-3"}),
    ("task", "moved-from", "p5", {"from": "OLD-7"}),
    ("task", "track-of", "p3", {"parent": "ACME-11"}),
    ("task", "track-opened", "p3", {"track": "ACME-12.1", "title": "Spring launch: Banners"}),
    ("task", "track-ended", "p4", {"track": "ACME-12.1", "done": False}),
    ("task", "track-reopened", "p4", {"track": "ACME-12.1"}),

    ("task", "offer-withdrawn.by-sender", "p1", {"handoff": 2, "cause": "by-sender"}),
    ("task", "offer-withdrawn.offered-anew", "p1", {"handoff": 2, "cause": "offered-anew"}),
    ("task", "offer-withdrawn.cancelled", "p5", {"handoff": 2, "cause": "cancelled"}),
    ("task", "consent-asked.take", "p6", {
        "consent": 2, "kind": "take", "asked": "p5", "to": "", "receiver": "", "words": ""}),
    ("task", "priority-set.low", "p5", {"priority": "low"}),
    ("task", "priority-set.normal", "p5", {"priority": "normal"}),
    ("task", "undone.accept", "p3", {"what": "accept"}),
    ("task", "undone.withdraw", "p1", {"what": "withdraw"}),
    ("task", "undone.take", "p6", {"what": "take"}),
    ("task", "undone.pass", "p3", {"what": "pass"}),
    ("task", "undone.wait", "p5", {"what": "wait"}),
    ("task", "undone.block", "p5", {"what": "block"}),
    ("task", "undone.done", "p3", {"what": "done"}),
    ("task", "undone.cancel", "p5", {"what": "cancel"}),
    ("directory", "person-set.in-no-chat", "p5", {
        "person": "p7", "identities": [], "home": "", "roles": [], "timezone": "", "hours": ""}),
]
REPLY = ("T1/trigger", '{"kind":"message"}')


class Member:
    def __init__(self, name, sealed):
        self.name, self.sealed, self.values = name, sealed, []


def table():
    """{type: its members}, as the page's table has them."""
    text = PAGE.read_text(encoding="utf-8").split("\n## Types\n")[1].split("\n## ")[0]
    types = {}
    for row in re.findall(r"^\| (`.*?) \| (.*)\|$", text, re.M):
        members = []
        plain = re.sub(r"\([^)]*\)|\[[^]]*\]|\{[^}]*\}", "", row[1])
        for part in filter(None, (part.strip() for part in plain.split(","))):
            name, _, rest = part.partition(":")
            if name.startswith("`"):  # one more value of the member before it
                members[-1].values.append(name.strip("` "))
                continue
            members.append(Member(name.strip("* "), name.startswith("*")))
            members[-1].values += re.findall(r"`([a-z-]+)`", rest)
        for name in re.findall(r"`([a-z-]+)`", row[0]):
            types[name] = members
    return types


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def base64_of(value):
    return base64.b64encode(value).decode("ascii")


class Vault:
    """The keys and sealed texts of one event. Its random bytes are 0, 1, 2 ... 255, 0 ..., taken in
    this order: a person's key, the nonce that seals it, then for every text its key, the key's id,
    the text's nonce and the nonce that seals the key."""

    def __init__(self):
        self.bytes = itertools.cycle(range(256))
        self.master = hmac.new(SECRET_KEY, f"baton person keys v1\n{AGENCY}".encode(),
                               hashlib.sha256).digest()
        self.keys = {}
        self.person_keys, self.text_keys = [], []

    def random(self, count):
        return bytes(itertools.islice(self.bytes, count))

    def sealed_key(self, under, bound, key):
        nonce = self.random(12)
        return base64_of(b"\x01" + nonce + AESGCM(under).encrypt(nonce, key, bound.encode()))

    def key_of(self, person):
        if person not in self.keys:
            self.keys[person] = self.random(32)
            sealed = self.sealed_key(self.master, f"baton person key v1\n{person}",
                                     self.keys[person])
            self.person_keys.append({"person": person, "sealed": sealed})
        return self.keys[person]

    def seal_text(self, person, stream, text):
        if text == "":
            return ""
        person_key = self.key_of(person)
        key, name, nonce = self.random(32), self.random(16).hex(), self.random(12)
        bound = f"baton text v1\n{stream}\n{name}"
        cipher = AESGCM(key).encrypt(nonce, text.encode(), bound.encode())
        sealed = self.sealed_key(person_key, f"baton text key v1\n{person}\n{stream}\n{name}", key)
        self.text_keys.append({"id": name, "person": person, "sealed": sealed, "stream": stream})
        return {"c": base64_of(cipher), "k": name, "n": base64_of(nonce)}

    def seal_reply(self, delivery, reply):
        key, nonce = self.key_of("agency"), self.random(12)
        cipher = AESGCM(key).encrypt(nonce, reply.encode(), f"baton reply v1\n{delivery}".encode())
        return canonical({"c": base64_of(cipher), "n": base64_of(nonce)})


def owner_of(type_name, by, clear):
    """Whose a text is: of the person named, of the author, or of the agency."""
    if type_name in ("person-added", "person-renamed", "person-set"):
        return clear["person"]
    return "agency" if by.startswith("@") else by


def text_of(member, value):
    if member != "identities":
        return value
    return canonical(value) if value else ""


def event_document(members, place, by, clear):
    vault = Vault()
    data = dict(clear)
    for member in members:
        if member.sealed:
            data[member.name] = vault.seal_text(owner_of(place["type"], by, clear), place["stream"],
                                                text_of(member.name, clear[member.name]))
    return {"event": {"at": MONDAY, "by": by, "data": data, "v": 1, **place},
            "person_keys": vault.person_keys, "text_keys": vault.text_keys}


def check_against_page(types):
    """What the page says and EVENTS lacks, or the other way round."""
    seen = set()
    for _, file, _, clear in EVENTS:
        name = file.split(".")[0]
        if name not in types or {member.name for member in types[name]} != set(clear):
            sys.exit(f"{file}: the page's table has other members")
        seen.add(name)
        for member in types[name]:
            if member.values and clear[member.name] not in member.values:
                sys.exit(f"{file}: the page's table does not know this {member.name}")
            seen.add((name, member.name, str(clear[member.name])))
    for name, members in types.items():
        wanted = {(name, member.name, value) for member in members for value in member.values}
        for lacking in ({name} | wanted) - seen:
            sys.exit(f"no event here has {lacking}")


def write(name, text, grows=False):
    """Writes what is new. What is there never changes."""
    file = HERE / name
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    if old == text:
        return
    if old and not (grows and text.startswith(old)):
        sys.exit(f"{name} would change: stores hold what it has")
    file.write_text(text, encoding="utf-8")
    print("wrote", name)


def write_document(name, document):
    write(name, json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def main():
    types = table()
    check_against_page(types)
    versions = {}
    link = hashlib.sha256(f"baton journal v1\n{AGENCY}".encode()).digest()
    chain = f"genesis {link.hex()}\n"
    for seq, (kind, file, by, clear) in enumerate(EVENTS, 1):
        name, stream = file.split(".")[0], STREAMS[kind]
        versions[stream] = versions.get(stream, 0) + 1
        place = {"seq": seq, "stream": stream, "type": name, "version": versions[stream]}
        document = event_document(types[name], place, by, clear)
        write_document(f"{file}.json", document)
        link = hashlib.sha256(link + canonical(document["event"]).encode()).digest()
        chain += f"{seq} {file} {link.hex()}\n"
    write("chain.txt", chain, grows=True)
    vault = Vault()
    reply = vault.seal_reply(*REPLY)
    write_document("reply.json", {"person_keys": vault.person_keys, "reply": reply})


if __name__ == "__main__":
    main()
