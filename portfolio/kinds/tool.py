from kit.bilingual import Both
from portfolio.kinds.kind import Kind

KIND = Kind(
    key="tool",
    place=5,
    icon="wrench",
    title=Both(ko="매주 쓰이는 도구", en="Tool in weekly use"),
    what=Both(
        ko="내가 만들었고 다른 사람이 주마다 다시 와서 쓰는 머신러닝 도구예요.",
        en="A machine-learning tool you made, which people come back to week after week.",
    ),
    reached=Both(
        ko="4주를 이어서, 한 주에 100명 이상이 썼어요. 내려받은 횟수는 사람 수가 아니에요.",
        en="100 or more people a week used it, four weeks running. Downloads aren’t people.",
    ),
    shows=Both(
        ko="주마다 쓴 사람 수와 그 수를 어떻게 셌는지 보여 줘요. 공개된 통계면 더 좋아요.",
        en="Show the number of people each week and how you counted them, best on a public page.",
    ),
)
