"""Checks a folder that `mvn -Prelease` made against what public repositories ask of an artifact."""
import hashlib
import re
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

M = "{http://maven.apache.org/POM/4.0.0}"
# https://central.sonatype.org/publish/requirements: these elements, and for a jar its sources and Javadoc.
ELEMENTS = [
    "modelVersion", "groupId", "artifactId", "version", "name", "description", "url",
    "licenses/license/name", "licenses/license/url", "developers/developer/name",
    "scm/url", "scm/connection",
]
problems = []
checked = 0


def check(holds, what):
    global checked
    checked += 1
    if not holds:
        problems.append(what)


def find(pom, path):
    return pom.find("/".join(M + step for step in path.split("/")))


def text(pom, path):
    element = find(pom, path)
    return "" if element is None or element.text is None else element.text.strip()


def check_pom(name, pom, source):
    for path in ELEMENTS:
        check(text(pom, path), f"{name}: the pom has no {path}")
    for absent in ["parent", "build", "repositories", "pluginRepositories", "distributionManagement"]:
        check(find(pom, absent) is None, f"{name}: the pom has a {absent}, which only this build needs")
    # Whatever a reader makes of profiles: all properties are said outside of them.
    properties = find(pom, "properties")
    said = {p.tag.removeprefix(M) for p in (properties if properties is not None else [])}
    said |= {"project.version", "project.groupId"}
    profiles = find(pom, "profiles")
    if profiles is not None:
        source = re.sub(r"<profiles>.*</profiles>", "", source, flags=re.S)
    for used in set(re.findall(r"\$\{([^}]*)\}", source)):
        check(used in said, f"{name}: the pom says nowhere what ${{{used}}} is")
    check(find(pom, "dependencies") is None or all(
        d.find(M + "version") is not None for d in find(pom, "dependencies")),
        f"{name}: a dependency has no version")


NATIVES = {"asva-natives", "asva-media-natives"}


def check_jars(name, files):
    by_kind = {re.sub(r"^.*?(-sources|-javadoc|-tests)?\.jar$", r"\1", f.name): f
               for f in files if f.suffix == ".jar"}
    for kind in ["", "-sources", "-javadoc"]:
        check(kind in by_kind, f"{name}: there is no {kind or 'main'} jar")
        if kind not in by_kind:
            continue
        jar = zipfile.ZipFile(by_kind[kind])
        names = jar.namelist()
        check(len(names) > 1, f"{name}: the {kind or 'main'} jar is empty")
        if kind == "":
            manifest = jar.read("META-INF/MANIFEST.MF").decode()
            module = "io." + name.replace("-", ".")
            check(f"Automatic-Module-Name: {module}\r\n" in manifest, f"{name}: it isn't the module {module}")
            check("META-INF/LICENSE" in names and "META-INF/NOTICE" in names, f"{name}: no LICENSE or NOTICE in it")
        if kind == "-javadoc":
            check(not [n for n in names if "/internal/" in n], f"{name}: the Javadoc shows internal packages")
    if name in NATIVES or not {"-sources", "-javadoc"} <= by_kind.keys():
        return
    check([n for n in zipfile.ZipFile(by_kind["-sources"]).namelist() if n.endswith(".java")],
          f"{name}: no sources in its sources")
    check("index.html" in zipfile.ZipFile(by_kind["-javadoc"]).namelist(), f"{name}: no Javadoc in its Javadoc")


def main(release):
    artifacts = sorted(p.parent for p in release.glob("io/asva/*/*/*.pom"))
    names = [folder.parent.name for folder in artifacts]
    versions = {}
    boms = None
    for name, folder in zip(names, artifacts):
        files = [f for f in folder.iterdir() if f.suffix in {".pom", ".jar"}]
        source = next(f for f in files if f.suffix == ".pom").read_text()
        pom = ElementTree.fromstring(source)
        check_pom(name, pom, source)
        check(text(pom, "artifactId") == name, f"{name}: the pom is {text(pom, 'artifactId')}'s")
        if text(pom, "packaging") != "pom":
            check_jars(name, files)
        for file in files:
            for suffix, algorithm in [(".md5", hashlib.md5), (".sha1", hashlib.sha1)]:
                sums = file.with_name(file.name + suffix)
                check(sums.exists() and sums.read_text().split()[0] == algorithm(file.read_bytes()).hexdigest(),
                      f"{name}: {file.name} has no {suffix[1:]}, or a wrong one")
        signatures = list(folder.glob("*.asc"))
        check(not signatures or {f.name + ".asc" for f in files} <= {s.name for s in signatures},
              f"{name}: some files are signed, others not")
        if name in {"asva-bom"} | NATIVES:
            versions[name] = {p.tag.removeprefix(M): p.text for p in find(pom, "properties")}
        if name == "asva-bom":
            boms = {text(d, "artifactId") for d in find(pom, "dependencyManagement/dependencies")
                    if text(d, "groupId") == "io.asva"}
    check(boms is not None and set(names) == boms | {"asva-bom"},
          f"released are {names}, but the BOM knows {sorted(boms or [])}")
    for key in ["javacpp.version", "ffmpeg.version"]:
        said = [versions[n][key].replace("${javacpp.version}", versions[n]["javacpp.version"])
                for n in versions if key in versions[n]]
        check(len(set(said)) == 1, f"asva-bom and the natives differ in {key}: {said}")
    for problem in problems:
        print(f"FAIL: {problem}")
    if not problems:
        print(f"PASS: {len(names)} artifacts, {checked} checks: {', '.join(names)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
