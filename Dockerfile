# The image of web, worker and beat. It holds no secret: all configuration comes from the environment (docs/configuration.md).
FROM python:3.13-slim-trixie AS build
WORKDIR /app
RUN python -m venv .venv
COPY requirements/production.txt requirements/production.txt
RUN .venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/production.txt
COPY . .
# Catalogues and static files need no table; the settings only want to be complete.
RUN SECRET_KEY=unused ALLOWED_HOSTS=unused DATABASE_URL=postgresql:///unused REDIS_URL=redis://unused \
    .venv/bin/python manage.py prepare files
# Whoever runs it cannot write here, and each start would read every source anew.
RUN .venv/bin/python -m compileall -q -x '/\.venv/' .

FROM python:3.13-slim-trixie
RUN useradd --system --no-log-init --uid 10001 --home-dir /app giljabi && install -d -o giljabi /data/media
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 GILJABI_HOME=/data MEDIA_ROOT=/data/media
USER giljabi
EXPOSE 8000
CMD ["python", "-m", "config.web", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", "--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers", "--workers-kill-timeout", "5", "config.wsgi:application"]
