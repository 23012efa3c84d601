"""For whom a request acts that names an organization."""

from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.auth.accounts import Accounts, Principal


async def resolve_org(accounts: Accounts, caller: Principal, org_id: str | None) -> Principal:
    """Return the caller acting for the organization `org_id`.

    If that is None or the caller's own id, the caller is returned unchanged.

    Raises:
        ApiRefusal: 403 when a signed-in user is not a member, 400 when an API key belongs to
            another organization.
    """
    if org_id is None or org_id == caller.org_id:
        return caller
    if not caller.signed_in:
        raise ApiRefusal(400, "org_id: is not the organization of this API key")
    member = caller.acting_for(f"org:{org_id}")
    if member is None or not await accounts.exists(org_id, is_org=True):
        raise ApiRefusal(403, "org_id: you are not an active member of this organization")
    return member
