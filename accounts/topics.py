"""The eight topics a member chooses up to three of: who meets whom, and which mentor reads what."""

from dataclasses import dataclass

from kit.bilingual import Both


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    name: Both


TOPICS = (
    Topic("vision", Both(ko="컴퓨터 비전", en="Computer vision")),
    Topic("language", Both(ko="자연어 처리", en="Natural language processing")),
    Topic("sound", Both(ko="소리와 음악", en="Sound and music")),
    Topic("reinforcement", Both(ko="강화 학습", en="Reinforcement learning")),
    Topic("tables", Both(ko="표와 시계열", en="Tables and time series")),
    Topic("life", Both(ko="생물과 의료", en="Biology and medicine")),
    Topic("robots", Both(ko="로봇", en="Robots")),
    Topic("art", Both(ko="그림과 예술", en="Pictures and art")),
)
BY_KEY = {topic.key: topic for topic in TOPICS}
