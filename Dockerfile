# syntax=docker/dockerfile:1

# The gateway, built from this folder: docker build -t integration-gateway .
# Both stages have the same system below them, since what is compiled for one has to run on the other.
ARG NODE=node:22-bookworm-slim

FROM ${NODE} AS build
# better-sqlite3 brings a compiled library for most platforms; for the others it is compiled here.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /gateway
COPY package.json package-lock.json .npmrc ./
# Only what is built needs the sources: as long as the packages stay the same, this layer does.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM ${NODE}
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    GATEWAY_DATA_DIR=/data
# A number, so that an orchestrator can see that it is not root.
RUN install --directory --owner=10001 --group=10001 --mode=0700 /data
WORKDIR /gateway
COPY --from=build /gateway/package.json /gateway/tools.yaml /gateway/CHANGELOG.md ./
COPY --from=build /gateway/node_modules node_modules
COPY --from=build /gateway/bin bin
COPY --from=build /gateway/dist dist
COPY --from=build /gateway/src/web/assets src/web/assets
COPY --from=build /gateway/buildhelper buildhelper
COPY --from=build /gateway/examples examples
COPY --from=build /gateway/docs docs
USER 10001:10001
# Everything that is written: the rest of the file system may be read-only.
VOLUME /data
EXPOSE 3000
# Whether it answers at all: who is not ready for a moment, because its database is away, is not to be started again.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/gateway.js"]
CMD ["serve"]
