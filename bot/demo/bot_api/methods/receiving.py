"""getUpdates and the webhook's settings."""

import re

from bot.demo.bot_api.errors import bad_request, conflict
from bot.demo.bot_api.parameters import Parameters
from bot.demo.bot_api.polling import MAX_BATCH, MAX_WAIT
from bot.demo.bot_api.wire import Wire
from bot.demo.bot_api.world import World

USUAL_CONNECTIONS, MOST_CONNECTIONS = 40, 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


async def get_updates(world: World, given: Parameters) -> list[Wire]:
    if world.bot.webhook_url:
        raise conflict(
            "can't use getUpdates method while webhook is active;"
            " use deleteWebhook to delete the webhook first"
        )
    _remember_allowed(world, given)
    limit = min(max(given.number("limit", MAX_BATCH), 1), MAX_BATCH)
    seconds = min(max(given.number("timeout"), 0), MAX_WAIT)
    updates = await world.polling.get(given.number("offset"), limit, seconds)
    if updates:
        ids = [update["update_id"] for update in updates]
        world.journal.note("delivered", update_ids=ids)
    return updates


def set_webhook(world: World, given: Parameters) -> bool:
    url = given.text("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(given.text("secret_token")):
        raise bad_request("secret token contains unallowed characters")
    _remember_allowed(world, given)
    world.polling.terminate("setWebhook request")
    world.bot.webhook_url = url
    world.bot.webhook_secret = given.text("secret_token")
    connections = given.number("max_connections", USUAL_CONNECTIONS)
    world.bot.webhook_connections = min(max(connections, 1), MOST_CONNECTIONS)
    world.hook.wake()
    return _drop_if_asked(world, given)


def delete_webhook(world: World, given: Parameters) -> bool:
    world.bot.webhook_url = ""
    return _drop_if_asked(world, given)


def get_webhook_info(world: World, _given: Parameters) -> Wire:
    allowed = world.updates.allowed
    return {
        "url": world.bot.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting),
        "max_connections": world.bot.webhook_connections,
    } | ({"allowed_updates": sorted(allowed)} if allowed else {})


def _drop_if_asked(world: World, given: Parameters) -> bool:
    if given.flag("drop_pending_updates"):
        world.updates.clear()
    return True


def _remember_allowed(world: World, given: Parameters) -> None:
    """Leaving `allowed_updates` out keeps the previous setting (Bot API page)."""
    if "allowed_updates" not in given:
        return
    kinds = given.tree("allowed_updates")
    if not isinstance(kinds, list):
        raise bad_request("can't parse allowed updates")
    world.updates.allow([str(kind) for kind in kinds])


METHODS = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
