"""Calls the gateway as applications do, with the vendors' own SDKs. Argument: the gateway's address."""

import sys

import anthropic
import mistralai
import openai

try:
    from mistralai import Mistral
except ImportError:
    from mistralai.client import Mistral

GATEWAY = sys.argv[1]
PLAIN = [{"role": "user", "content": "Name three kinds of wood."}]
PERSONAL = [{"role": "user", "content": "Please answer anna.berg@posteo.de."}]


def openai_chat(client):
    raw = client.chat.completions.with_raw_response.create(model="gpt-4o", messages=PERSONAL)
    assert raw.headers["x-octroi-upstream"] == "us_eea_region", raw.headers
    answer = raw.parse()
    assert "us_eea_region" in answer.choices[0].message.content
    assert answer.usage.prompt_tokens > 0


def openai_stream(client):
    with client.chat.completions.create(
        model="gpt-4o", messages=PLAIN, stream=True, stream_options={"include_usage": True}
    ) as stream:
        chunks = list(stream)
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert "us_vendor" in text, text
    assert chunks[-1].usage.completion_tokens > 0


def openai_stream_without_usage(client):
    with client.chat.completions.create(model="gpt-4o", messages=PLAIN, stream=True) as stream:
        chunks = list(stream)
    assert all(c.usage is None and c.choices for c in chunks), "a client that did not ask for usage gets none"


def openai_responses(client):
    answer = client.responses.create(model="gpt-4o", input="Name three kinds of wood.")
    assert "us_vendor" in answer.output_text
    assert answer.usage.output_tokens > 0


def openai_responses_stream(client):
    with client.responses.create(model="gpt-4o", input="Name three kinds of wood.", stream=True) as stream:
        events = list(stream)
    assert events[-1].type == "response.completed" and events[-1].response.usage.output_tokens > 0


def openai_denied(client):
    try:
        client.embeddings.create(model="text-embedding-3-small", input="write to anna.berg@posteo.de")
    except openai.InternalServerError as error:
        assert error.status_code == 503 and error.body["message"], error.body
        assert "anna.berg" not in str(error)
        return
    raise AssertionError("expected an InternalServerError")


def openai_upstream_error(client):
    try:
        client.chat.completions.create(model="gpt-4o", messages=PLAIN, extra_headers={"x-standin-fault": "429"})
    except openai.RateLimitError as error:
        assert error.response.headers["retry-after"] == "1"
        return
    raise AssertionError("expected a RateLimitError")


def anthropic_messages(client):
    raw = client.messages.with_raw_response.create(model="claude-sonnet-4-5", max_tokens=100, messages=PERSONAL)
    assert raw.headers["x-octroi-upstream"] == "us_eea_region", raw.headers
    answer = raw.parse()
    assert "us_eea_region" in answer.content[0].text and answer.usage.output_tokens > 0


def anthropic_stream(client):
    with client.messages.stream(model="claude-sonnet-4-5", max_tokens=100, messages=PLAIN) as stream:
        assert "us_vendor" in "".join(stream.text_stream)
        assert stream.get_final_message().usage.output_tokens > 0


def anthropic_denied(client):
    try:
        client.messages.create(model="claude-that-nobody-serves", max_tokens=100, messages=PERSONAL)
    except anthropic.APIStatusError as error:
        assert error.status_code in (403, 404, 503), error
        assert error.body["type"] == "error" and error.body["error"]["type"], error.body
        assert "anna.berg" not in str(error)
        return
    raise AssertionError("expected an error")


def mistral_chat(client):
    answer = client.chat.complete(model="mistral-large-latest", messages=PERSONAL)
    assert "sovereign_eu" in answer.choices[0].message.content, answer
    assert answer.usage.prompt_tokens > 0


def mistral_stream(client):
    text = "".join(
        event.data.choices[0].delta.content or ""
        for event in client.chat.stream(model="mistral-large-latest", messages=PLAIN)
        if event.data.choices
    )
    assert "sovereign_eu" in text, text


def main():
    clients = {
        "openai": openai.OpenAI(api_key="app-key", base_url=f"{GATEWAY}/v1", max_retries=0),
        "anthropic": anthropic.Anthropic(api_key="app-key", base_url=GATEWAY, max_retries=0),
        "mistral": Mistral(api_key="app-key", server_url=GATEWAY),
    }
    failed = 0
    for name, call in list(globals().items()):
        vendor = name.split("_")[0]
        if vendor in clients and "_" in name:
            try:
                call(clients[vendor])
                print(f"ok     {name}")
            except Exception as error:
                failed += 1
                print(f"FAILED {name}: {type(error).__name__}: {error}")
    sys.exit(1 if failed else 0)


main()
