#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/mattermost/ingress.h"
#include "bot/codec/form_body.h"
#include "tests/adapters/mattermost/sealing.h"
#include "tests/fakes/scripted_http.h"

namespace baton::mattermost {

inline const std::string team = "jwyg34gnc7fo9ryus75y38ogao";
inline const std::string ana = "3potgqwkbtbxbnbb6o1kydywic";
inline const std::string bob = "g19yyc3g4tgfzkkxg4wrnr183w";
inline const std::string channel = "dfurx5tb3fniibj8nhepud6qiy";
inline const std::string post = "nosfqexcyfykdq14juahj4mgdc";
inline const std::string token = "rrkrpwt5din4femgph34tqwm8h";
inline const std::string second_token = "6ic4dtjrspd8ugcmpco3763ouh";

inline HttpRequest request_of(std::string body, std::vector<Header> headers = {}) {
  HttpRequest request;
  request.method = "POST";
  request.headers = std::move(headers);
  request.body = std::move(body);
  return request;
}

/// An ingress of one team with two commands, and requests to it.
class MattermostIngressTest : public testing::Test {
 protected:
  MattermostIngressTest() { ingress.set_team(team); }

  [[nodiscard]] boost::system::result<Received> command(const codec::FormPairs& pairs,
                                                        std::vector<Header> headers = {}) const {
    return ingress.command(request_of(codec::encode_form(pairs), std::move(headers)));
  }
  /// An action's body, with a button of ours.
  [[nodiscard]] nlohmann::json action_json(const nlohmann::json& context) const {
    return {{"user_id", ana},         {"user_name", "ana"}, {"channel_id", channel},
            {"team_id", team},        {"team_domain", "n"}, {"post_id", post},
            {"trigger_id", "dHJp/="}, {"type", "button"},   {"data_source", ""},
            {"context", context}};
  }
  [[nodiscard]] nlohmann::json dialog_json(const std::string& state) const {
    return {{"type", "dialog_submission"},
            {"callback_id", "batonform"},
            {"state", state},
            {"user_id", ana},
            {"channel_id", channel},
            {"team_id", team},
            {"submission", {{"words", "x"}}},
            {"cancelled", false}};
  }
  [[nodiscard]] boost::system::result<Received> action(const nlohmann::json& body) const {
    return ingress.action(request_of(body.dump()));
  }
  [[nodiscard]] boost::system::result<Received> dialog(const nlohmann::json& body) const {
    return ingress.dialog(request_of(body.dump()));
  }
  static Envelope envelope_of(const boost::system::result<Received>& received) {
    EXPECT_TRUE(received) << received.error().message();
    return received ? std::get<Envelope>(*received) : Envelope();
  }
  [[nodiscard]] FormSeal form_seal() const {
    return {test::return_press(), UserId{ana}, "0123456789abcdef", clock.at};
  }
  [[nodiscard]] Submitted submitted(const nlohmann::json& body) const {
    return std::get<Submitted>(envelope_of(dialog(body)).what);
  }

  test::StillClock clock;
  Seal seal = test::seal_of();
  Ingress ingress{WorkspaceId{"mattermost"}, {Secret(token), Secret(second_token)}, seal, clock};
  const ButtonSeal button{test::accept_press(), "card/ACME-12/2", {}};
  const ButtonSeal private_button{test::accept_press(), {}, UserId{ana}};
};

}  // namespace baton::mattermost
