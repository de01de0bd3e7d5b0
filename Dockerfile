# syntax=docker/dockerfile:1
ARG NODE_IMAGE=node:22.21.1-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    XDG_DATA_HOME=/var/lib
WORKDIR /app
RUN groupadd --gid 10001 chokepoint \
 && useradd --uid 10001 --gid 10001 --home-dir /var/lib/chokepoint --create-home --shell /usr/sbin/nologin chokepoint
COPY --from=build --chown=root:root /src/package.json ./
COPY --from=build --chown=root:root /src/node_modules ./node_modules
COPY --from=build --chown=root:root /src/dist ./dist
COPY --from=build --chown=root:root /src/rules ./rules
COPY --from=build --chown=root:root /src/api/schema.graphql ./api/schema.graphql
COPY --from=build --chown=root:root /src/ingest/sample ./ingest/sample
COPY --from=build --chown=root:root /src/ingest/aws/policy.json ./ingest/aws/policy.json
COPY --from=build --chown=root:root /src/ui/dist ./ui/dist
USER 10001:10001
VOLUME /var/lib/chokepoint
EXPOSE 4000
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
CMD ["serve"]
