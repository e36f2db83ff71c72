"""A small roadmap as data files, to be spoilt in one place by a test."""

from pathlib import Path

from kit import clock
from roadmap.actions.load import Report, load_roadmap
from roadmap.loading.source import read_source

PHASES = """\
- key: start
  title: {ko: 시작, en: Getting started}
  aim: {ko: 도구가 손에 익어요., en: Your tools feel like your own.}
  months: [1, 2]
- key: paper
  title: {ko: 첫 논문, en: First paper}
  aim: {ko: 논문을 써서 내요., en: You write a paper.}
  months: [6, 12]
  still_written: {ko: 아직 쓰는 중이에요., en: This phase is still being written.}
"""

STEP = """\
key: {key}
phase: start
place: {place}
title: {{ko: {title}, en: "Title of {key}"}}
what: {{ko: "{title}, 해 봐요.", en: "Do {key}."}}
why: {{ko: 왜, en: Why}}
how:
  ko: |
    1. 읽어요.
    2. 짜 봐요.
  en: |
    1. Read it.
    2. Code it.
hours: [{low}, {high}]
pace: {{ko: 한 주, en: A week}}
show: {{ko: "- 그림", en: "- A picture"}}
mistakes: {{ko: "- 너무 길어요.", en: "- Too long."}}
resources: [{resources}]
"""

RESOURCES = """\
- key: attention-video
  title: {ko: 트랜스포머 들여다보기, en: Inside the Transformer}
  by: 3Blue1Brown
  address: https://example.org/attention
  kind: video
  language: en
  level: middle
  cost: free
  hours: 1.5
  why: {ko: 행렬 하나가 무엇을 옮기는지 보여요., en: Shows what one matrix moves.}
- key: old-blog
  title: {ko: 옛 글, en: Old post}
  address: http://example.org/old
  kind: article
  language: en
  level: start
  cost: partly
  why: {ko: 지금은 닫혔어요., en: Closed by now.}
  link: {state: gone, since: 2021, archived: "https://web.archive.org/web/2019/http://example.org/old", successor: anki}
- key: anki
  title: {ko: Anki, en: Anki}
  by: Anki
  address: https://apps.ankiweb.net/
  kind: tool
  language: any
  level: start
  cost: free
  why: {ko: 하루 10장만 넘겨요., en: Ten cards a day.}
"""

GUIDE = """\
key: forums
place: 1
title: {ko: 포럼, en: Forums}
what: {ko: 어디에 물을지 적었어요., en: Where to ask.}
text: {ko: "## 먼저\\n\\n물어요.", en: "## First\\n\\nAsk."}
resources: [anki]
steps: [learn-words]
"""


def step(
    key: str, place: int, title: str = "단어 외우기", *, hours: tuple[int, int] = (10, 20), uses: str = "anki"
) -> str:
    return STEP.format(key=key, place=place, title=title, low=hours[0], high=hours[1], resources=uses)


def write(folder: Path) -> Path:
    """Two phases, two steps, three resources (one gone), one guide."""
    for room in ("steps", "resources", "guides"):
        (folder / room).mkdir(parents=True)
    (folder / "phases.yaml").write_text(PHASES)
    (folder / "resources" / "all.yaml").write_text(RESOURCES)
    (folder / "guides" / "forums.yaml").write_text(GUIDE)
    (folder / "steps" / "learn-words.yaml").write_text(step("learn-words", 1, uses="attention-video, anki"))
    (folder / "steps" / "draw-it.yaml").write_text(step("draw-it", 2, "그림 그리기", hours=(40, 40), uses="old-blog"))
    return folder


def load(folder: Path) -> Report:
    return load_roadmap(read_source(folder), now=clock.now())


def spoil(file: Path, old: str, new: str) -> None:
    """Put `new` where `old` stands, once."""
    text = file.read_text()
    assert text.count(old) >= 1, old
    file.write_text(text.replace(old, new, 1))
