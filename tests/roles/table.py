"""Who may do what: DESIGN, section 8, address by address.

    READ       a GET shows it; nothing that is sent changes a record
    CHANGE     a GET shows it, and what is sent is done
    SEND       there is nothing to see, but what is sent is done
    POSTED     there is nothing to see; what is sent is answered, and changes no record
    LED        leads on to another address; nothing that is sent changes a record
    LED_SEND   as LED, but what is sent is done
    REFUSED    neither shown nor done
    SIGN_IN    the sign-in page first, for what is sent as well
    NOT_FOUND  as if there were nothing
    GONE       a page says that the link does not hold, or does not hold any more
    NOT_DONE   there is nothing to see; what is sent is answered with why it cannot be done, by nobody
    FAILS      a server error, on purpose

A row names addresses as `reverse` does; after a «#» stands which of several things behind one address is meant.
In the columns «own» and «another's» the manager walks with own records and with those of a colleague. All others walk
with the colleague's, although they are named among its managers: it gives them no right.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum


class Right(StrEnum):
    READ = "read"
    CHANGE = "change"
    SEND = "send"
    POSTED = "posted"
    LED = "led"
    LED_SEND = "led, send"
    REFUSED = "refused"
    SIGN_IN = "sign in"
    NOT_FOUND = "not found"
    GONE = "gone"
    NOT_DONE = "not done"
    FAILS = "fails"


READ, CHANGE, SEND, POSTED, LED, LED_SEND, REFUSED, SIGN_IN, NOT_FOUND, GONE, NOT_DONE, FAILS = Right


@dataclass(frozen=True)
class Row:
    names: tuple[str, ...]
    visitor: Right
    partner: Right
    own: Right
    anothers: Right
    evaluator: Right
    editor: Right
    administrator: Right


ROLES = ("visitor", "partner", "own", "anothers", "evaluator", "editor", "administrator")
assert tuple(column.name for column in fields(Row))[1:] == ROLES


# --- How a row names its addresses ------------------------------------------------------------------


def under(start: str, ends: str) -> str:
    """`under("wagtailsites:", "index add")`: two names with one beginning."""
    return " ".join(start + end for end in ends.split())


def screens(models: str, doors: str) -> str:
    """Of each of these models («actions.action») each of these screens."""
    return " ".join(under(f"wagtailsnippets_{model.replace('.', '_')}:", doors) for model in models.split())


def bulk(models: str, actions: str) -> str:
    return " ".join(f"wagtail_bulk_action#{model}.{action}" for model in models.split() for action in actions.split())


def everybody(names: str, right: Right) -> Row:
    return Row(tuple(names.split()), *[right] * len(ROLES))


def signed_in(names: str, right: Right) -> Row:
    return Row(tuple(names.split()), SIGN_IN, *[right] * (len(ROLES) - 1))


def for_visitors(names: str, visitor: Right, signed_in: Right) -> Row:
    return Row(tuple(names.split()), visitor, *[signed_in] * (len(ROLES) - 1))


def workspace(names: str, own: Right, anothers: Right, editor: Right, administrator: Right) -> Row:
    """In the admin: partners and evaluators have no part in it."""
    return Row(tuple(names.split()), SIGN_IN, REFUSED, own, anothers, REFUSED, editor, administrator)


def all_who_work_here(names: str, right: Right) -> Row:
    return workspace(names, right, right, right, right)


def administrators(names: str, right: Right) -> Row:
    return workspace(names, REFUSED, REFUSED, REFUSED, right)


# --- What the rows speak of ------------------------------------------------------------------------------

FACTS = "actions.component actions.milestone actions.activity actions.output experts.deployment"
VOCABULARIES = """
    actions.pillar actions.area actions.criterion actions.region actions.country actions.phase actions.actionstatus
    actions.activitytype actions.outputkind actions.institutionkind experts.expertcategory experts.language
    actions.developmentgoal actions.goaltarget actions.compactobjective
"""
ITEM = "practices.knowledgeitem"
LISTS = "list list_results"
READING = "inspect usage history history_results revisions_compare"
EDITING = "edit revisions_revert"
# --- The pages that everybody reads -------------------------------------------------------------------------

PUBLIC = [
    everybody("home actions practices criteria criterion goals experts search suggestions", READ),
    everybody("countries country partners partner", READ),
    everybody("action#published practice#live expert#agreed document#of-a-public-output", READ),
    everybody("action#unpublished practice#draft expert#did-not-agree wagtail_serve#draft", NOT_FOUND),
    everybody("wagtail_serve#case-study", LED),
    # Before private pages and documents; what is sent is compared with their password.
    everybody("wagtailcore_authenticate_with_password wagtaildocs_authenticate_with_password", READ),
    # What the admin's pages are drawn with: nothing of ours is in it.
    everybody("wagtailadmin_sprite wagtailadmin_javascript_catalog", READ),
    # Files that no public record shows are there for those who meet them in the admin.
    #   address                              visitor    partner    own   another's evaluator editor administrator
    Row(("document#of-an-internal-output",), REFUSED, REFUSED, READ, READ, REFUSED, READ, READ),
    Row(("media#of-a-public-activity",), READ, READ, READ, READ, READ, READ, READ),
    Row(("media#of-nothing-public",), NOT_FOUND, NOT_FOUND, READ, READ, NOT_FOUND, READ, READ),
    Row(("media#of-an-expert",), NOT_FOUND, NOT_FOUND, READ, READ, NOT_FOUND, NOT_FOUND, READ),
]

# --- One's own account ------------------------------------------------------------------------------------------

ACCOUNTS = [
    for_visitors("sign-in", CHANGE, LED_SEND),
    everybody("sign-out /admin/logout/", POSTED),
    everybody("password-forgotten password-sent wagtailcore_login", READ),
    everybody("password-new#forged", GONE),
    everybody("password-new#true", LED),
    signed_in("account", READ),
    signed_in("account-name account-password account-elsewhere", LED_SEND),
    signed_in("account-email", LED),  # a mail goes out: the address changes with the link in it
    signed_in("account-email-confirm#forged account-email-confirm#of-somebody-else", GONE),
    #   absences, of those who manage Actions  visitor  partner     own    another's  evaluator  editor  administrator
    Row(("account-absence",), SIGN_IN, LED, LED_SEND, LED_SEND, LED, LED, LED_SEND),
    Row(("account-absence-end",), SIGN_IN, NOT_FOUND, SEND, NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
    everybody("/admin/password_reset/ /admin/password_reset/<path:rest>", LED),
    Row(("/admin/login/",), SIGN_IN, REFUSED, SIGN_IN, SIGN_IN, REFUSED, SIGN_IN, SIGN_IN),
    everybody("still-here", READ),
]

# --- The records --------------------------------------------------------------------------------------------------

RECORDS = [
    #         address                                                         own      another's  editor   administrator
    workspace(screens(f"actions.action {FACTS} {ITEM}", LISTS), READ, READ, READ, READ),
    workspace(screens(f"actions.action {FACTS} {ITEM}", READING), READ, READ, READ, READ),
    workspace(screens(f"actions.action {FACTS}", EDITING), CHANGE, REFUSED, REFUSED, CHANGE),
    workspace(screens("actions.action", "add"), CHANGE, CHANGE, REFUSED, CHANGE),
    workspace(screens("actions.action", "delete"), REFUSED, REFUSED, REFUSED, CHANGE),
    workspace(screens(FACTS, "add"), CHANGE, READ, REFUSED, CHANGE),
    workspace(screens(FACTS, "delete"), CHANGE, REFUSED, REFUSED, CHANGE),
    # The roster
    workspace(screens("experts.expert", LISTS), READ, READ, REFUSED, READ),
    workspace(screens("experts.expert", READING), READ, READ, REFUSED, READ),
    workspace(screens("experts.expert", f"add {EDITING}"), CHANGE, CHANGE, REFUSED, CHANGE),
    administrators(screens("experts.expert", "delete"), CHANGE),
    # What Actions refer to
    workspace(screens("actions.organisation actions.source", LISTS), READ, READ, READ, READ),
    workspace(screens("actions.organisation actions.source", READING), READ, READ, READ, READ),
    workspace(screens("actions.organisation", f"add {EDITING}"), CHANGE, CHANGE, REFUSED, CHANGE),
    workspace(screens("actions.source", f"add {EDITING}"), CHANGE, CHANGE, CHANGE, CHANGE),
    administrators(screens("actions.organisation actions.source", "delete"), CHANGE),
    workspace(screens(f"actions.headlinefigure {VOCABULARIES}", LISTS), READ, READ, READ, READ),
    workspace(screens(f"actions.headlinefigure {VOCABULARIES}", READING), READ, READ, READ, READ),
    administrators(screens(f"actions.headlinefigure {VOCABULARIES}", f"add {EDITING} delete"), CHANGE),
    administrators("wagtailsnippets:index", REFUSED),  # the list of kinds: ours stand in the menu
]

ITEMS = [
    #         address                                              own      another's  editor   administrator
    workspace(screens(ITEM, "add"), CHANGE, READ, CHANGE, CHANGE),
    workspace(screens(ITEM, EDITING), CHANGE, REFUSED, CHANGE, CHANGE),
    workspace(screens(ITEM, "preview_on_add"), READ, READ, READ, READ),
    workspace(screens(ITEM, "preview_on_edit"), READ, REFUSED, READ, READ),
    workspace(screens(ITEM, "revisions_view workflow_history workflow_history_detail"), READ, READ, READ, READ),
    workspace(screens(ITEM, "delete unpublish revisions_unschedule"), REFUSED, REFUSED, CHANGE, CHANGE),
    workspace(screens(ITEM, "lock unlock"), REFUSED, REFUSED, SEND, SEND),
    workspace(screens(ITEM, "workflow_action"), REFUSED, REFUSED, CHANGE, CHANGE),
    workspace(screens(ITEM, "collect_workflow_action_data workflow_preview"), REFUSED, REFUSED, READ, READ),
    workspace(screens(ITEM, "confirm_workflow_cancellation"), READ, READ, READ, READ),  # asks, in words
]

# --- Many records at once ------------------------------------------------------------------------------------

BULK = [
    #         address                                              own      another's  editor   administrator
    workspace(bulk(FACTS, "delete"), CHANGE, REFUSED, REFUSED, CHANGE),
    workspace(bulk(ITEM, "delete"), REFUSED, REFUSED, CHANGE, CHANGE),
    administrators(bulk("actions.action experts.expert actions.organisation actions.source", "delete"), CHANGE),
    administrators(bulk(f"actions.headlinefigure {VOCABULARIES}", "delete"), CHANGE),
    # Of what one may not change, Wagtail says so on its page, and does nothing.
    workspace(bulk("actions.action", "give_areas give_sources"), CHANGE, READ, READ, CHANGE),
    workspace(bulk(FACTS, "give_sources"), CHANGE, READ, READ, CHANGE),
    workspace(bulk(ITEM, "give_areas give_criteria give_sources"), CHANGE, READ, CHANGE, CHANGE),
    workspace(bulk("actions.actiondocument wagtailimages.image", "add_tags"), CHANGE, READ, CHANGE, CHANGE),
    workspace(bulk("actions.actiondocument wagtailimages.image", "add_to_collection"), CHANGE, READ, CHANGE, CHANGE),
    workspace(bulk("actions.actiondocument wagtailimages.image", "delete"), CHANGE, READ, CHANGE, CHANGE),
    workspace(bulk("wagtailcore.page", "publish unpublish"), READ, READ, CHANGE, CHANGE),
    workspace(bulk("wagtailcore.page", "delete"), READ, READ, CHANGE, CHANGE),
    workspace(bulk("wagtailcore.page", "move"), READ, READ, READ, READ),  # there is one shelf, and so nowhere to go
    administrators(bulk("base.user", "assign_role delete"), CHANGE),
    administrators(bulk("base.user", "set_active_state"), CHANGE),
]

# --- Case studies -------------------------------------------------------------------------------------------------

PAGE_READING = "usage view_draft workflow_history workflow_history_detail history history_results"
PAGE_READING += " revisions_view revisions_compare"
PAGES = [
    #         address                                                        own      another's  editor   administrator
    all_who_work_here("wagtailadmin_explore wagtailadmin_explore_results", READ),
    all_who_work_here("wagtailadmin_explore_root", LED),
    all_who_work_here(under("wagtailadmin_pages:", "type_use type_use_results search search_results"), READ),
    all_who_work_here(under("wagtailadmin_pages:", "choose_parent add_subpage"), LED),
    workspace(under("wagtailadmin_pages:", "add"), CHANGE, READ, CHANGE, CHANGE),
    workspace(under("wagtailadmin_pages:", "preview_on_add"), READ, READ, READ, READ),
    workspace(under("wagtailadmin_pages:", EDITING), CHANGE, REFUSED, CHANGE, CHANGE),
    workspace(under("wagtailadmin_pages:", f"preview_on_edit {PAGE_READING}"), READ, REFUSED, READ, READ),
    workspace(under("wagtailadmin_pages:", "revisions_index"), LED, LED, LED, LED),
    workspace(under("wagtailadmin_pages:", "copy"), CHANGE, REFUSED, CHANGE, CHANGE),
    workspace(
        under("wagtailadmin_pages:", "delete#live unpublish revisions_unschedule"), REFUSED, REFUSED, CHANGE, CHANGE
    ),
    workspace(under("wagtailadmin_pages:", "delete#draft"), CHANGE, REFUSED, CHANGE, CHANGE),
    workspace(under("wagtailadmin_pages:", "set_privacy workflow_action"), REFUSED, REFUSED, CHANGE, CHANGE),
    workspace(under("wagtailadmin_pages:", "collect_workflow_action_data"), REFUSED, REFUSED, READ, READ),
    workspace(under("wagtailadmin_pages:", "workflow_preview move"), REFUSED, REFUSED, READ, READ),
    workspace(under("wagtailadmin_pages:", "set_page_position"), REFUSED, REFUSED, CHANGE, CHANGE),
    workspace(under("wagtailadmin_pages:", "lock unlock"), REFUSED, REFUSED, SEND, SEND),
    all_who_work_here(under("wagtailadmin_pages:", "convert_alias"), NOT_FOUND),  # there are no aliases
    # These ask, in words, and show no more than the title. There is nowhere to move a case study to.
    all_who_work_here(under("wagtailadmin_pages:", "confirm_workflow_cancellation move_confirm"), READ),
    all_who_work_here(under("wagtailadmin_choose_page", " _child _search _chosen_multiple"), READ),
    all_who_work_here("wagtailadmin_choose_page", READ),
    all_who_work_here(under("wagtailadmin_choose_page_", "external_link email_link phone_link anchor_link"), READ),
]

# --- Wagtail's inner interface, which its own pages ask ------------------------------------------------------

INNER = [
    #         address                                                        own      another's  editor   administrator
    all_who_work_here(under("wagtailadmin_api:", "pages:listing images:listing documents:listing"), READ),
    all_who_work_here(under("wagtailadmin_api:", "pages:detail images:detail documents:detail"), READ),
    all_who_work_here(under("wagtailadmin_api:", "pages:find images:find documents:find"), LED),
    workspace(under("wagtailadmin_api:pages:action#", "unpublish delete"), REFUSED, REFUSED, SEND, SEND),
    workspace("wagtailadmin_api:pages:action#delete-a-draft", SEND, REFUSED, SEND, SEND),
    workspace("wagtailadmin_api:pages:action#copy", SEND, REFUSED, SEND, SEND),
    workspace(under("wagtailadmin_api:pages:action#", "publish"), REFUSED, REFUSED, SEND, SEND),
    workspace("wagtailadmin_api:pages:action#revert_to_page_revision", SEND, REFUSED, SEND, SEND),
    workspace(under("wagtailadmin_api:pages:action#", "move"), REFUSED, REFUSED, SEND, SEND),  # elsewhere on the shelf
    all_who_work_here(under("wagtailadmin_api:pages:action#", "convert_alias copy_for_translation"), NOT_DONE),
    workspace(under("wagtailadmin_api:pages:action#", "create_alias"), REFUSED, REFUSED, NOT_DONE, NOT_DONE),
    all_who_work_here("wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete", READ),
    all_who_work_here("wagtailadmin_dismissibles", READ),
    all_who_work_here("wagtailadmin_editing_sessions:release", POSTED),  # ends an own session only
    workspace("wagtailadmin_editing_sessions:ping#fact", POSTED, NOT_FOUND, NOT_FOUND, POSTED),
    workspace("wagtailadmin_editing_sessions:ping#case-study", POSTED, NOT_FOUND, POSTED, POSTED),
    all_who_work_here("wagtailadmin_block_preview", NOT_FOUND),  # no block of ours has one
    all_who_work_here("wagtailadmin_home /admin/test404/", READ),
    all_who_work_here("wagtailadmin_account", CHANGE),
    all_who_work_here("wagtailadmin_error_test", FAILS),
    workspace("/admin/^.*/$", NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND),
]

# --- Images and documents -------------------------------------------------------------------------------------

FILES = [
    #         address                                                        own      another's  editor   administrator
    all_who_work_here("/admin/documents/ /admin/documents/results/", READ),
    all_who_work_here(under("wagtailimages:", "index index_results"), READ),
    all_who_work_here("wagtaildocs:add wagtaildocs:add_multiple wagtailimages:add wagtailimages:add_multiple", CHANGE),
    workspace("wagtaildocs:edit wagtaildocs:delete wagtailimages:edit", CHANGE, REFUSED, CHANGE, CHANGE),
    workspace("wagtailimages:delete", CHANGE, REFUSED, CHANGE, CHANGE),
    workspace("wagtaildocs:document_usage wagtailimages:image_usage", READ, REFUSED, READ, READ),
    workspace("wagtailimages:preview", READ, REFUSED, READ, READ),
    workspace("wagtaildocs:edit_multiple wagtailimages:edit_multiple", SEND, REFUSED, SEND, SEND),
    workspace("wagtaildocs:delete_multiple wagtailimages:delete_multiple", SEND, REFUSED, SEND, SEND),
    # Half uploaded: nobody but who uploaded it goes on with it.
    workspace("wagtaildocs:create_multiple_from_uploaded_document", SEND, REFUSED, REFUSED, REFUSED),
    workspace("wagtailimages:create_multiple_from_uploaded_image", SEND, REFUSED, REFUSED, REFUSED),
    workspace("wagtaildocs:delete_upload_multiple", SEND, REFUSED, REFUSED, REFUSED),
    workspace("wagtailimages:delete_upload_multiple", SEND, REFUSED, REFUSED, REFUSED),
    all_who_work_here(under("wagtailimages:", "url_generator url_generator_output"), NOT_FOUND),  # no such addresses
    all_who_work_here(under("wagtaildocs_chooser:", "choose choose_results chosen chosen_multiple"), READ),
    all_who_work_here(under("wagtailimages_chooser:", "choose choose_results chosen chosen_multiple"), READ),
    all_who_work_here("wagtailimages_chooser:select_format", READ),
    all_who_work_here("wagtaildocs_chooser:create wagtailimages_chooser:create", CHANGE),
]

# --- Reports ------------------------------------------------------------------------------------------------------

REPORTS = [
    #         address                                                        own      another's  editor   administrator
    workspace(under("wagtailadmin_reports:", "locked_pages locked_pages_results"), REFUSED, REFUSED, READ, READ),
    all_who_work_here(under("wagtailadmin_reports:", "workflow workflow_results"), READ),
    all_who_work_here(under("wagtailadmin_reports:", "workflow_tasks workflow_tasks_results"), READ),
    all_who_work_here(under("wagtailadmin_reports:", "site_history site_history_results"), READ),
    all_who_work_here(under("wagtailadmin_reports:", "aging_pages aging_pages_results"), READ),
    all_who_work_here(under("wagtailadmin_reports:", "page_types_usage page_types_usage_results"), READ),
]

# --- Settings and people --------------------------------------------------------------------------------------

SETTINGS = [
    administrators(under("wagtailusers_users:", "index index_results history history_results usage"), READ),
    administrators(under("wagtailusers_users:", "edit delete"), CHANGE),
    administrators(under("wagtailusers_users:", "add"), LED),  # people are invited
    administrators(under("people-", "invite send-link withdraw leave reopen"), CHANGE),
    administrators("people-invitations", READ),
    administrators(under("wagtailusers_groups:", "index index_results history history_results usage"), READ),
    administrators(under("wagtailusers_groups:", "add edit delete"), CHANGE),
    administrators(under("wagtailsites:", "index index_results history history_results usage"), READ),
    administrators(under("wagtailsites:", "add edit delete copy"), CHANGE),
    administrators("wagtailadmin_collections:index", READ),
    administrators(under("wagtailadmin_collections:", "add edit set_privacy"), CHANGE),
    workspace("wagtailadmin_collections:delete", NOT_FOUND, NOT_FOUND, NOT_FOUND, CHANGE),
    administrators(under("wagtailadmin_workflows:", "index index_results task_index task_index_results"), READ),
    administrators(under("wagtailadmin_workflows:", "usage usage_results"), READ),
    administrators(under("wagtailadmin_workflows:", "select_task_type"), LED),
    administrators(under("wagtailadmin_workflows:", "add edit disable add_task edit_task disable_task"), CHANGE),
    administrators(under("wagtailadmin_workflows:", "enable enable_task remove#page remove#workflow"), SEND),
    # A task is its name and who approves.
    all_who_work_here(under("wagtailadmin_workflows:", "task_chooser task_chooser_results task_chosen"), READ),
    workspace(under("wagtailadmin_workflows:", "task_chooser_create"), READ, READ, READ, CHANGE),
]

# --- The programme managers' own screens ----------------------------------------------------------------------

MANAGERS = [
    #         address                                                        own      another's  editor   administrator
    workspace("workspace_log_activity", CHANGE, READ, REFUSED, CHANGE),
    workspace("workspace_log_activity_experts workspace_log_activity_namesakes", READ, READ, REFUSED, READ),
    workspace("workspace_log_activity_earlier", READ, READ, REFUSED, READ),
    workspace("workspace_log_activity_copied", READ, READ, REFUSED, READ),
    all_who_work_here("workspace_action workspace_action_preview", READ),
    workspace("workspace_action_publish workspace_action_status", CHANGE, REFUSED, REFUSED, CHANGE),
    workspace("workspace_action_hand_over", CHANGE, REFUSED, REFUSED, CHANGE),
    all_who_work_here(under("workspace_action_tab#", "overview components activities experts outputs"), READ),
    all_who_work_here(under("workspace_action_tab#", "knowledge sources history"), READ),
    all_who_work_here("workspace_action_tab#unheard-of", NOT_FOUND),
    all_who_work_here("workspace_completeness workspace_worklist", READ),
]

# --- What readers say about pages ---------------------------------------------------------------------------------

REMARKS = [
    everybody("remarks", CHANGE),
    everybody("remarks-sent", READ),
    #         address                                          own      another's  editor   administrator
    workspace("workspace_remarks", REFUSED, REFUSED, READ, READ),
    workspace("workspace_remark workspace_remark_delete", REFUSED, REFUSED, CHANGE, CHANGE),
    workspace("workspace_remark_reopen", REFUSED, REFUSED, SEND, SEND),
]

# Entries that never answer, because another one of the same address comes first; it has a row.
SHADOWED = """
    wagtail_serve#root wagtailadmin_login wagtailadmin_logout
    wagtailadmin_password_reset wagtailadmin_password_reset_done
    wagtailadmin_password_reset_confirm wagtailadmin_password_reset_complete
    wagtaildocs:index wagtaildocs:index_results wagtaildocs_serve
""".split()

TABLE: list[Row] = [
    *PUBLIC,
    *ACCOUNTS,
    *RECORDS,
    *ITEMS,
    *BULK,
    *PAGES,
    *INNER,
    *FILES,
    *REPORTS,
    *SETTINGS,
    *MANAGERS,
    *REMARKS,
]


def rows_by_name(table: Iterable[Row] = TABLE) -> dict[str, Row]:
    return dict(_pairs(table))


def _pairs(table: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    for row in table:
        for name in row.names:
            yield name, row
