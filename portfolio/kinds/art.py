from kit.bilingual import Both
from portfolio.kinds.kind import Kind

KIND = Kind(
    key="art",
    place=7,
    icon="palette",
    title=Both(ko="머신러닝 예술", en="ML art"),
    what=Both(
        ko="머신러닝으로 만든 그림, 소리, 글, 공연이에요.",
        en="Pictures, sound, writing or a performance made with machine learning.",
    ),
    reached=Both(
        ko="나 아닌 사람이 골라서 전시하거나 무대에 올리거나 실었어요.",
        en="Somebody other than you chose it for a show, a stage or a publication.",
    ),
    shows=Both(
        ko="전시나 공연의 안내에서 내 이름이 보이는 주소와, 만든 과정을 보여 줘요.",
        en="Show the announcement with your name on it, and how you made the piece.",
    ),
)
