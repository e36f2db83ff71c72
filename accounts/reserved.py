"""Handles that nobody can take: a portfolio must not pass for a page of ours, a helper of ours or the product itself."""

# First parts of the site's addresses, those that stand (a test compares them with the URL conf) and those to come.
PAGES = frozenset({
    "about", "accounts", "admin", "api", "apple-touch-icon", "assets", "block", "blog", "contact", "curate", "dev",
    "docs", "en", "entries", "events", "favicon", "feed", "follow", "guides", "health", "help", "home", "join", "ko",
    "leaving", "letters", "log", "login", "logout", "mail", "media", "member", "members", "mentor", "mentors",
    "metrics", "milestones", "new", "notices", "pages", "peers", "people", "pictures", "plan", "portfolio", "press",
    "pricing", "privacy", "projects", "register", "report", "reports", "resources", "reviews", "roadmap", "robots",
    "rules", "search", "security", "settings", "share", "signin", "signout", "signup", "sitemap", "start", "static",
    "status", "steps", "support", "suspended", "terms", "today", "topics", "trail", "unfollow", "unsubscribe",
    "welcome", "well-known",
})  # fmt: skip

# Who could be taken for somebody that speaks for us.
ROLES = frozenset({
    "administrator", "abuse", "billing", "bot", "curator", "curators", "founder", "hostmaster", "info", "learner",
    "mentoring", "mod", "moderator", "noreply", "no-reply", "official", "operator", "operators", "owner", "postmaster",
    "root", "staff", "sysadmin", "system", "team", "webmaster",
})  # fmt: skip

# The product, and words that say nobody.
BRAND = frozenset({
    "anonymous", "everybody", "everyone", "former-member", "giljabi", "giljabi-official", "giljabi-team", "giljab-i",
    "guest", "me", "nobody", "none", "null", "undefined", "user", "visitor", "you",
})  # fmt: skip

RESERVED = PAGES | ROLES | BRAND
