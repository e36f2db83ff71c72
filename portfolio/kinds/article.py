from kit.bilingual import Both
from portfolio.kinds.kind import Kind

KIND = Kind(
    key="article",
    place=4,
    icon="newspaper",
    title=Both(ko="널리 읽힌 글", en="Widely read article"),
    what=Both(
        ko="많은 사람이 읽은, 머신러닝을 다룬 내 글이에요.",
        en="Something you wrote about machine learning, read by many.",
    ),
    reached=Both(
        ko="글 하나가 5만 회 이상 읽혔어요.",
        en="One article has 50,000 views or more.",
    ),
    shows=Both(
        ko="글에 보이는 조회 수를 보여 줘요. 안 보이는 곳이면 통계 화면을 날짜와 함께 찍어 둬요.",
        en="Show the count on the article. Where there’s none, keep a dated picture of its statistics.",
    ),
)
