# Baton in a container: one program, and one volume for what it keeps.
#
#   docker build -t baton .
#   docker run --read-only -v baton:/data -p 127.0.0.1:8080:8080 --env-file secrets.env baton
#
# /data holds baton.yaml, the workflows and the store. In baton.yaml: listen: { address: 0.0.0.0 }.
ARG BASE=debian:12-slim

FROM ${BASE} AS build
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      g++ cmake ninja-build pkg-config \
      libboost1.81-dev libssl-dev nlohmann-json3-dev libsqlite3-dev libyaml-cpp-dev \
      libvalijson-dev libcli11-dev libspdlog-dev libhowardhinnant-date-dev \
      prometheus-cpp-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY CMakeLists.txt CMakePresets.json ./
COPY cmake cmake
COPY config config
COPY core core
COPY adapters adapters
COPY bot bot
RUN cmake --preset release -DBATON_BUILD_TESTS=OFF \
 && cmake --build --preset release --target baton \
 && strip build/release/baton

FROM ${BASE}
RUN apt-get update -qq \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      ca-certificates tzdata \
      libssl3 libsqlite3-0 libyaml-cpp0.7 libspdlog1.10 libfmt9 libdate-tz3 \
      libprometheus-cpp-core1.0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin baton \
 && install -d -o baton -g baton -m 0750 /data
COPY --from=build /source/build/release/baton /usr/local/bin/baton
COPY config/baton.example.yaml /usr/local/share/baton/
COPY config/workflows /usr/local/share/baton/workflows
COPY config/schema /usr/local/share/baton/schema
USER baton
WORKDIR /data
VOLUME /data
ENV BATON_CONFIG=/data/baton.yaml
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["baton", "healthcheck"]
ENTRYPOINT ["baton"]
CMD ["serve"]
