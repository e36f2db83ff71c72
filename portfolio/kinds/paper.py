from kit.bilingual import Both
from portfolio.kinds.kind import Kind

KIND = Kind(
    key="paper",
    place=1,
    icon="file-text",
    title=Both(ko="좋은 학회의 논문", en="Paper at a good conference"),
    what=Both(
        ko="그 분야 사람이 심사해서 학회에 실은 논문이에요.",
        en="A paper that people of the field reviewed and a conference published.",
    ),
    reached=Both(
        ko="이름난 학회의 심사를 거쳐 실렸고, 저자에 내 이름이 있어요. 심사 전 원고는 아직 아니에요.",
        en="It passed review at a well-known conference and names you as an author. A preprint isn’t there yet.",
    ),
    shows=Both(
        ko="학회의 논문 목록이나 심사 결과가 공개된 주소를 보여 줘요.",
        en="Show the conference’s list of papers, or the public page with its decision.",
    ),
)
