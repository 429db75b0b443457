"""HTTP of the control API: people, chats, messages, presses. See docs/sandbox.md."""

from __future__ import annotations

from aiohttp import web

from . import membership, people
from .backend import Backend
from .control_http import add_routes, path_number, query_number, read_form, read_json
from .errors import ControlError
from .files import KINDS as FILE_KINDS
from .world import Chat, Json


class Control:
    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def add_routes(self, app: web.Application) -> None:
        routes = {
            "GET /sandbox/bot": self._bot,
            "POST /sandbox/users": self._add_user,
            "GET /sandbox/users": self._users,
            "POST /sandbox/users/{user}/block": self._block,
            "GET /sandbox/chats": self._chats,
            "POST /sandbox/chats": self._add_chat,
            "POST /sandbox/chats/{chat}/members": self._members,
            "POST /sandbox/chats/{chat}/migrate": self._migrate,
            "GET /sandbox/chats/{chat}/messages": self._messages,
            "POST /sandbox/chats/{chat}/messages": self._write,
            "POST /sandbox/chats/{chat}/edit": self._edit,
            "POST /sandbox/chats/{chat}/files": self._send_file,
            "POST /sandbox/chats/{chat}/press": self._press,
            "GET /sandbox/chats/{chat}/reactions": self._reactions,
        }
        add_routes(app, self._backend, routes)

    async def _bot(self, _request: web.Request) -> Json:
        bot = self._backend.world.bot
        return {"id": bot["id"], "username": bot["username"], "name": bot["first_name"], "token": self._backend.token}

    async def _add_user(self, request: web.Request) -> Json:
        body = await read_json(request, "name")
        user_id, language = body.get("id"), body.get("language_code")
        if not isinstance(body["name"], str) or not body["name"].strip():
            raise ControlError(400, "a user needs a name")
        if user_id is not None and (not isinstance(user_id, int) or user_id <= 0):
            raise ControlError(400, "a user's id is a positive number")
        if user_id in self._backend.world.people or user_id == self._backend.world.bot["id"]:
            raise ControlError(409, f"there is a user {user_id} already")
        person = self._backend.world.add_person(
            body["name"].strip(), language, username=body.get("username"), user_id=user_id
        )
        self._backend.feed.publish("user", id=person.id)
        self._backend.feed.publish("chat", id=person.id)
        return {"id": person.id}

    async def _users(self, _request: web.Request) -> list[Json]:
        return [
            {"id": one.id, "name": one.name, "language_code": one.language_code, "blocked": one.blocked}
            for one in self._backend.world.people.values()
        ]

    async def _block(self, request: web.Request) -> Json:
        body = await read_json(request, "blocked")
        person = people.find_person(self._backend, path_number(request, "user"))
        update_id = membership.block(self._backend, person, blocked=bool(body["blocked"]))
        return {"blocked": person.blocked, "update_id": update_id}

    async def _chats(self, request: web.Request) -> list[Json]:
        user = int(request.query["user"]) if request.query.get("user", "").isdecimal() else None
        return [
            {
                "id": chat.id,
                "type": chat.type,
                "title": chat.title or self._backend.world.people[chat.id].name,
                "members": chat.members,
                "last_message": chat.last_message(),
            }
            for chat in self._backend.world.chats.values()
            if (user is None or user in chat.members) and chat.migrated_to is None
        ]

    async def _add_chat(self, request: web.Request) -> Json:
        body = await read_json(request, "title", "members")
        if not body["members"]:
            raise ControlError(400, "a group needs a member; the first one made it")
        if body.get("type", "supergroup") not in ("group", "supergroup"):
            raise ControlError(400, "type is group or supergroup")
        members = [people.find_person(self._backend, user_id) for user_id in body["members"]]
        chat = membership.make_group(self._backend, str(body["title"]), members, body.get("type", "supergroup"))
        return {"id": chat.id}

    async def _members(self, request: web.Request) -> Json:
        body = await read_json(request)
        chat = self._chat(request)
        for user_id in body.get("join", []):
            membership.join(self._backend, chat, people.find_person(self._backend, user_id))
        for user_id in body.get("leave", []):
            membership.leave(self._backend, chat, people.find_person(self._backend, user_id))
        if "bot" in body:
            if body["bot"] not in ("member", "administrator", "kicked"):
                raise ControlError(400, "bot is member, administrator or kicked")
            actor = people.find_person(self._backend, body.get("from", chat.members[0] if chat.members else None))
            membership.change_bot_membership(self._backend, chat, actor, body["bot"])
        return {"members": chat.members, "bot": chat.bot}

    async def _migrate(self, request: web.Request) -> Json:
        return {"id": membership.migrate(self._backend, self._chat(request)).id}

    async def _messages(self, request: web.Request) -> list[Json]:
        """`wait` (seconds) holds the answer until there is a message after `after`."""
        after, chat = query_number(request, "after"), self._chat(request)
        found: list[Json] = chat.messages_after(after)
        deadline = self._backend.feed.deadline(min(query_number(request, "wait"), 50))
        while not found and await self._backend.feed.changed_before(deadline):
            found = chat.messages_after(after)
        return found

    async def _write(self, request: web.Request) -> Json:
        body = await read_json(request, "from", "text")
        sender = people.find_person(self._backend, body["from"])
        message, update_id = people.write(
            self._backend, self._chat(request), sender, str(body["text"]), body.get("reply_to_message_id")
        )
        return {"message_id": message["message_id"], "update_id": update_id}

    async def _edit(self, request: web.Request) -> Json:
        body = await read_json(request, "from", "message_id", "text")
        sender = people.find_person(self._backend, body["from"])
        message, update_id = people.edit(
            self._backend, self._chat(request), sender, body["message_id"], str(body["text"])
        )
        return {"message_id": message["message_id"], "update_id": update_id}

    async def _send_file(self, request: web.Request) -> Json:
        fields, name, mime_type, content = await read_form(request)
        kind = fields.get("as", "document")
        if kind not in FILE_KINDS:
            raise ControlError(400, f"as is one of {', '.join(FILE_KINDS)}")
        if not fields.get("from", "").isdecimal():
            raise ControlError(400, "from is the id of a user")
        sender = people.find_person(self._backend, int(fields["from"]))
        message, update_id = people.send_file(
            self._backend,
            self._chat(request),
            sender,
            kind=kind,
            name=name,
            mime_type=mime_type,
            body=content,
            caption=fields.get("caption", ""),
        )
        return {"message_id": message["message_id"], "update_id": update_id}

    async def _press(self, request: web.Request) -> Json:
        body = await read_json(request, "from", "message_id", "data")
        sender = people.find_person(self._backend, body["from"])
        query_id, update_id = people.press(
            self._backend, self._chat(request), sender, body["message_id"], str(body["data"])
        )
        return {"callback_query_id": query_id, "update_id": update_id}

    async def _reactions(self, request: web.Request) -> Json:
        reactions = self._chat(request).reactions
        return {str(key): value[0]["emoji"] for key, value in reactions.items() if value}

    def _chat(self, request: web.Request) -> Chat:
        return people.find_chat(self._backend, path_number(request, "chat"))
