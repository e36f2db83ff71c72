from kit.bilingual import Both
from portfolio.kinds.kind import Kind

KIND = Kind(
    key="job",
    place=6,
    icon="briefcase",
    title=Both(ko="머신러닝 일자리", en="ML job"),
    what=Both(
        ko="누군가 돈을 내고 맡긴 머신러닝 일이에요.",
        en="Machine-learning work that somebody pays you for.",
    ),
    reached=Both(
        ko="머신러닝이 하는 일의 중심이고, 돈을 받아요. 인턴이나 프리랜서도 돼요.",
        en="Machine learning is at the centre of the work, and you’re paid. Internships and freelance work count.",
    ),
    shows=Both(
        ko="회사나 고객이 공개한 소개를 보여 줘요. 계약서나 월급은 올리지 않아도 돼요.",
        en="Show what company or client says of you in public. You needn’t upload a contract or your pay.",
    ),
)
