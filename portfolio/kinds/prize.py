from kit.bilingual import Both
from portfolio.kinds.kind import Kind

KIND = Kind(
    key="prize",
    place=2,
    icon="medal",
    title=Both(ko="대회 입상", en="Competition prize"),
    what=Both(
        ko="머신러닝 대회에서 순위로 남은 결과예요.",
        en="A result that a machine-learning competition ranked.",
    ),
    reached=Both(
        ko="끝난 대회의 최종 순위표에서 상이나 메달을 받았어요. 마감이 없는 연습 대회는 세지 않아요.",
        en="A finished competition’s final ranking gives you a prize or medal. Practice ones that never close don’t count.",
    ),
    shows=Both(
        ko="최종 순위표에서 내 이름이 보이는 주소와, 팀이면 내가 한 것을 보여 줘요.",
        en="Show the final ranking with your name on it and, for a team, which part was yours.",
    ),
)
