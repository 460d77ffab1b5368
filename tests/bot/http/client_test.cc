#include "bot/http/client.h"

#include <chrono>
#include <string>
#include <variant>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/system_error.hpp>

#include <gtest/gtest.h>

#include "tests/bot/http/evil_server.h"
#include "tests/bot/http/served.h"
#include "tests/support/run.h"

namespace baton {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using test::EvilServer;
using test::Served;
using test::Visit;
using Reach = HttpFailure::Reach;

HttpResult sent(OutboundRequest request, ClientOptions options = {}) {
  WebClient client(std::move(options));
  return test::run(client.send(std::move(request)));
}

OutboundRequest request_to(int port, const std::string& target = "/") {
  OutboundRequest request;
  request.url = "http://127.0.0.1:" + std::to_string(port) + target;
  return request;
}

/// The failure of a request, or one that says that it did not fail.
HttpFailure failure_of(const HttpResult& result) {
  const HttpFailure* const failure = std::get_if<HttpFailure>(&result);
  return failure != nullptr ? *failure : HttpFailure{Reach::not_sent, "it was answered"};
}

/// A server that reads the request and sends `answer`.
EvilServer::Act answering(std::string answer) {
  return [answer](Visit& visit) {
    visit.read_request();
    visit.send(answer);
  };
}

TEST(ClientTest, SendsARequestAndReadsTheAnswer) {
  Served served({}, [](HttpRequest) {
    return []() -> asio::awaitable<HttpResponse> {
      HttpResponse response = HttpResponse::json(R"({"ok":true})", 201);
      response.headers.push_back(Header{"Retry-After", "7"});
      co_return response;
    }();
  });
  OutboundRequest request = request_to(served.port, "/api/chat.postMessage?a=b");
  request.headers.push_back(Header{"Content-Type", "application/json"});
  request.headers.push_back(Header{"Authorization", "Bearer x"});
  request.body = R"({"text":"hi"})";
  const HttpResult result = sent(request);
  ASSERT_TRUE(std::holds_alternative<HttpResponse>(result)) << failure_of(result).reason;
  const HttpResponse& response = std::get<HttpResponse>(result);
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, R"({"ok":true})");
  EXPECT_EQ(find_header(response.headers, "retry-after"), "7");

  const HttpRequest seen = served.requests().at(0);
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.path, "/api/chat.postMessage");
  EXPECT_EQ(seen.query, "a=b");
  EXPECT_EQ(seen.body, R"({"text":"hi"})");
  EXPECT_EQ(seen.header("Host"), "127.0.0.1:" + std::to_string(served.port));
  EXPECT_EQ(seen.header("Authorization"), "Bearer x");
  EXPECT_EQ(seen.header("Accept-Encoding"), "identity");
}

TEST(ClientTest, EveryStatusAndFramingOfAnHonestServerIsRead) {
  const struct {
    const char* name;
    const char* answer;
    int status;
    const char* body;
  } cases[] = {
      {"by length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, "hi"},
      {"by chunks",
       "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1\r\ni\r\n0\r\n\r\n", 200,
       "hi"},
      {"by the end", "HTTP/1.0 200 OK\r\n\r\nhi", 200, "hi"},
      {"no body", "HTTP/1.1 204 No Content\r\n\r\n", 204, ""},
      {"a redirect is not followed",
       "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 302, ""},
      {"429", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n", 429,
       ""},
      {"after interim answers",
       "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
       200, "hi"},
      {"explicitly not compressed",
       "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 2\r\n\r\nhi", 200, "hi"},
      {"more than its length is left", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhigh", 200,
       "hi"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EvilServer server(answering(c.answer));
    const HttpResult result = sent(request_to(server.port));
    ASSERT_TRUE(std::holds_alternative<HttpResponse>(result)) << failure_of(result).reason;
    EXPECT_EQ(std::get<HttpResponse>(result).status, c.status);
    EXPECT_EQ(std::get<HttpResponse>(result).body, c.body);
  }
}

TEST(ClientTest, TrailersHaveNoEffect) {  // T25
  EvilServer server(
      answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                "2\r\nhi\r\n0\r\nContent-Type: text/html\r\nX-Late: 1\r\n\r\n"));
  const HttpResult result = sent(request_to(server.port));
  ASSERT_TRUE(std::holds_alternative<HttpResponse>(result)) << failure_of(result).reason;
  const HttpResponse& response = std::get<HttpResponse>(result);
  EXPECT_EQ(response.body, "hi");
  EXPECT_EQ(find_header(response.headers, "Content-Type"), "text/plain");
  EXPECT_FALSE(find_header(response.headers, "X-Late"));
}

/// Sends the same bytes again and again until the client has gone; a bound keeps the test finite.
EvilServer::Act endlessly(std::string first, std::string again) {
  return [first, again](Visit& visit) {
    visit.read_request();
    bool is_there = visit.send(first);
    for (std::size_t bytes = 0; is_there && bytes < 256u * 1024 * 1024; bytes += again.size()) {
      is_there = visit.send(again);
    }
    EXPECT_FALSE(is_there) << "the client read 256 MiB";
  };
}

TEST(ClientTest, AnEvilAnswerIsAFailureThatMayHaveArrived) {  // T56
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string block(16'000, 'x');
  const struct {
    const char* name;
    EvilServer::Act act;
  } cases[] = {
      {"endless headers",
       endlessly("HTTP/1.1 200 OK\r\n", "X-A: " + std::string(100, 'x') + "\r\n")},
      {"one endless header", endlessly("HTTP/1.1 200 OK\r\nX-A: ", block)},
      {"an endless status line", endlessly("HTTP/1.1 200 ", block)},
      {"endless trailers",
       endlessly(chunked + "2\r\nhi\r\n0\r\n", "X-A: " + std::string(100, 'x') + "\r\n")},
      {"an endless chunk extension", endlessly(chunked + "2;x=", block)},
      {"many long chunk extensions",
       endlessly(chunked, "1;x=" + std::string(8'000, 'x') + "\r\nh\r\n")},
      {"an endless body in chunks", endlessly(chunked, "3e80\r\n" + block + "\r\n")},
      {"an endless body", endlessly("HTTP/1.0 200 OK\r\n\r\n", block)},
      {"endless interim answers", endlessly("", "HTTP/1.1 103 Early Hints\r\n\r\n")},
      {"a length over the limit",
       answering("HTTP/1.1 200 OK\r\nContent-Length: 4194305\r\n\r\nhi")},
      {"less than its length", answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi")},
      {"an unfinished chunk", answering(chunked + "5\r\nhi")},
      {"no last chunk", answering(chunked + "2\r\nhi\r\n")},
      {"chunks of gzip",
       answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")},
      {"gzip that is not chunked",
       answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhi")},
      {"chunks and a length",
       answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "2\r\nhi\r\n0\r\n\r\n")},
      {"two lengths",
       answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi")},
      {"compressed",
       answering("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nhi")},
      {"another protocol", answering("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")},
      {"no HTTP", answering("SSH-2.0-OpenSSH_9.2\r\n")},
      {"nothing", answering("")},
      {"a reset",
       [](Visit& visit) {
         visit.read_request();
         visit.reset();
       }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EvilServer server(c.act);
    OutboundRequest request = request_to(server.port, "/secret-path");
    request.body = "secret-body";
    const HttpFailure failure = failure_of(sent(request));
    EXPECT_EQ(failure.reach, Reach::maybe_sent);
    EXPECT_TRUE(failure.reason.starts_with("answer: ")) << failure.reason;
    EXPECT_EQ(failure.reason.find("secret"), std::string::npos) << failure.reason;
  }
}

TEST(ClientTest, ABodyBeyondTheLimitIsToldApart) {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: ";
  const std::pair<std::string, bool> cases[] = {{head + "4194305\r\n\r\nhi", true},
                                                {head + "4194304\r\n\r\nhi", false},
                                                {"SSH-2.0-OpenSSH_9.2\r\n", false}};
  for (const auto& [answer, over_large] : cases) {
    SCOPED_TRACE(answer);
    EvilServer server(answering(answer));
    EXPECT_EQ(failure_of(sent(request_to(server.port))).over_large, over_large);
  }
}

TEST(ClientTest, ASlowAnswerIsCutByTheWholeDeadlineHoweverItDrips) {  // T56
  ClientOptions options;
  options.whole_limit = 80ms;
  const EvilServer::Act acts[] = {
      [](Visit& visit) {  // a byte a millisecond
        visit.read_request();
        visit.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        for (int i = 0; i < 10'000 && !visit.ends_within(1ms); ++i) visit.send("x");
      },
      [](Visit& visit) { visit.wait_for_end(); },
  };
  for (const EvilServer::Act& act : acts) {
    EvilServer server(act);
    const auto began = std::chrono::steady_clock::now();
    const HttpFailure failure = failure_of(sent(request_to(server.port), options));
    EXPECT_EQ(failure.reach, Reach::maybe_sent);
    EXPECT_EQ(failure.reason, "answer: took too long");
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
  }
}

TEST(ClientTest, APeerThatDoesNotReadIsCutByTheWriteDeadline) {
  ClientOptions options;
  options.write_limit = 60ms;
  std::promise<void> done;
  const std::shared_future<void> is_done = done.get_future().share();
  EvilServer server([is_done](Visit&) { is_done.wait_for(10s); });
  OutboundRequest request = request_to(server.port);
  request.body.assign(64u * 1024 * 1024, 'x');
  const HttpFailure failure = failure_of(sent(request, options));
  done.set_value();
  EXPECT_EQ(failure.reach, Reach::maybe_sent);
  EXPECT_EQ(failure.reason, "send: took too long");
}

TEST(ClientTest, WhatNeverLeftIsKnownNotToBeSent) {
  int closed_port = 0;
  {
    EvilServer gone([](Visit&) {});
    closed_port = gone.port;
  }
  OutboundRequest split = request_to(closed_port);
  split.headers.push_back(Header{"X-A", "1\r\nX-B: 2"});
  OutboundRequest elsewhere;
  elsewhere.url = "http://192.0.2.1/";
  OutboundRequest no_url;
  no_url.url = "secret-token";
  OutboundRequest no_name;
  no_name.url = "https://does-not-exist.invalid/";
  const struct {
    const char* name;
    OutboundRequest request;
    const char* reason;
  } cases[] = {
      {"nobody listens", request_to(closed_port), "connect: Connection refused"},
      {"a header that splits", split, "request: a header is malformed"},
      {"plain http to elsewhere", elsewhere,
       "resolve: plain http goes to loopback addresses only; use https"},
      {"no address", no_url, "request: the address cannot be used"},
      {"a name that does not resolve", no_name, "resolve: "},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const HttpFailure failure = failure_of(sent(c.request));
    EXPECT_EQ(failure.reach, Reach::not_sent);
    EXPECT_TRUE(failure.reason.starts_with(c.reason)) << failure.reason;
  }
}

TEST(ClientTest, LocalhostByNameMayBePlain) {
  Served served;
  OutboundRequest request;
  request.url = "http://localhost:" + std::to_string(served.port) + "/";
  const HttpResult result = sent(request);
  ASSERT_TRUE(std::holds_alternative<HttpResponse>(result)) << failure_of(result).reason;
}

TEST(ClientTest, AnAddressOfThisMachineMayBePlainWhereItIsNamed) {
  Served served;
  OutboundRequest request;
  request.url = "http://0.0.0.0:" + std::to_string(served.port) + "/";  // answers, but no loopback
  const auto sent_from = [&](const char* own_host) {
    ClientOptions options;
    options.own_host = own_host;
    return sent(request, std::move(options));
  };
  const HttpResult result = sent_from("0.0.0.0");
  ASSERT_TRUE(std::holds_alternative<HttpResponse>(result)) << failure_of(result).reason;
  const std::string refusal = "resolve: plain http goes to loopback addresses only; use https";
  for (const char* const own : {"", "192.0.2.1", "0.0.0.00"}) {
    EXPECT_EQ(failure_of(sent_from(own)).reason, refusal) << own;
  }
}

TEST(ClientTest, CancellingIsThrownAndLeavesNothingRunning) {
  EvilServer server([](Visit& visit) { visit.wait_for_end(); });
  asio::io_context io(1);
  WebClient client;
  asio::cancellation_signal stop;
  boost::system::error_code code;
  const auto ended = [&](std::exception_ptr failure, const HttpResult&) {
    try {
      if (failure) std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
      code = error.code();
    }
  };
  asio::co_spawn(io, client.send(request_to(server.port)),
                 asio::bind_cancellation_slot(stop.slot(), ended));
  asio::steady_timer soon(io, 20ms);
  soon.async_wait([&](boost::system::error_code) { stop.emit(asio::cancellation_type::terminal); });
  io.run();
  EXPECT_EQ(code, asio::error::operation_aborted);
}

asio::awaitable<void> count(WebClient& client, int port, int& answered) {
  const HttpResult result = co_await client.send(request_to(port));
  answered += std::holds_alternative<HttpResponse>(result) ? 1 : 0;
}

TEST(ClientTest, CallsMayOverlap) {
  Served served;
  asio::io_context io(1);
  WebClient client;
  int answered = 0;
  for (int i = 0; i < 50; ++i) {
    asio::co_spawn(io, count(client, served.port, answered),
                   [](std::exception_ptr failure) { EXPECT_FALSE(failure); });
  }
  io.run();
  EXPECT_EQ(answered, 50);
}

}  // namespace
}  // namespace baton
