from kit.bilingual import Both
from portfolio.kinds.kind import Kind

KIND = Kind(
    key="pull_request",
    place=3,
    icon="git-merge",
    title=Both(ko="오픈 소스에 병합된 PR", en="Merged open-source PR"),
    what=Both(
        ko="널리 쓰이는 오픈 소스 저장소가 받아들인 내 PR(풀 리퀘스트)이에요.",
        en="A pull request (PR) of yours that a widely used open-source repository merged.",
    ),
    reached=Both(
        ko="별이 1,000개 이상이거나 그만큼 널리 쓰이는 저장소에 병합됐어요. 오탈자만 고친 것은 세지 않아요.",
        en="It was merged, and the repository has 1,000 stars or is as widely used. Fixing typos alone doesn’t count.",
    ),
    shows=Both(
        ko="PR 주소를 보여 줘요. 병합된 날과 연 사람이 거기에 남아 있어요.",
        en="Show the PR’s address: it keeps the day of the merge and who opened it.",
    ),
)
