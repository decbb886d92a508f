"""Every table as migrations 0001 to 0032 left it, made in one step each: a new database takes seconds
instead of a minute. One that has some of the 32 goes on with the rest of them."""

import django.core.validators
import django.db.models.deletion
import matcher.models.places
import matcher.models.rows
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


READ_ONLY = ("edition", "programme", "sharedresult")
FIXED = ("axis",)
"""The axes belong to the product: they are tuned, never added or deleted."""
KEPT = ("case",)
"""What guards the draft may be deleted by a publisher only."""
PUBLISHING = ("publish_edition", "accept_failing_cases", "delete_case")


def make_roles(apps, schema_editor):
    """An editor changes the draft; a publisher also publishes it, accepts failing cases with a
    reason, and deletes cases."""
    using = schema_editor.connection.alias
    config = apps.get_app_config("matcher")
    config.models_module = True  # or Django would take the app for one without tables
    create_permissions(config, apps=apps, verbosity=0, using=using)
    config.models_module = None

    permissions = apps.get_model("auth", "Permission").objects.using(using)
    ours = permissions.filter(content_type__app_label="matcher").select_related("content_type")
    group = apps.get_model("auth", "Group").objects.using(using)

    editing = [one for one in ours if _may_edit(*one.codename.split("_", 1))]
    publishing = ours.filter(codename__in=PUBLISHING)
    editor, _made = group.get_or_create(name="editor")
    editor.permissions.add(*editing)
    publisher, _made = group.get_or_create(name="publisher")
    publisher.permissions.add(*editing, *publishing)


def _may_edit(action, model):
    if model in READ_ONLY or action == "view":
        return action == "view"
    if action == "delete":
        return model not in (*FIXED, *KEPT)
    return action == "change" or (action == "add" and model not in FIXED)


class CreateTables(Operation):
    """Many tables at once. One by one, Django makes every model that is related to a new one anew for
    each: that of the users, to which all histories point, and with it all of these, 138 times."""

    reversible = False

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # the models are made when they are asked for, once
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        # What is added to a table later on is part of its model in `to_state` already.
        for operation in self.operations:
            if isinstance(operation, migrations.CreateModel):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create all tables"


class Migration(migrations.Migration):
    replaces = [
        ("matcher", "0001_initial"),
        ("matcher", "0002_history_of_rows_and_words_of_editions"),
        ("matcher", "0003_roles"),
        ("matcher", "0004_edition_rolls_back_to"),
        ("matcher", "0005_words_of_the_answer"),
        ("matcher", "0006_circumstances_and_no_score_for_not_sure"),
        ("matcher", "0007_shared_results_by_form_zone_and_revision"),
        ("matcher", "0008_places_on_the_map_and_what_examples_were_sold_as"),
        ("matcher", "0009_second_questions"),
        ("matcher", "0010_cases_that_disagree"),
        ("matcher", "0011_roles_for_new_tables"),
        ("matcher", "0012_cases_to_review"),
        ("matcher", "0013_condition_example"),
        ("matcher", "0014_scope_of_content"),
        ("matcher", "0015_texts_of_profiles_as_rows"),
        ("matcher", "0016_profiles_without_lists"),
        ("matcher", "0017_standards_to_ask_for"),
        ("matcher", "0018_axis_assessed"),
        ("matcher", "0019_guide"),
        ("matcher", "0020_roles_for_the_guide"),
        ("matcher", "0021_places"),
        ("matcher", "0022_software_and_ai"),
        ("matcher", "0023_when_to_hand_back"),
        ("matcher", "0024_assessment_kept_with_a_link"),
        ("matcher", "0025_answers_that_keep_the_region"),
        ("matcher", "0026_next_steps_that_ask"),
        ("matcher", "0027_exposure_for_whom"),
        ("matcher", "0028_answers_proposed_by_words"),
        ("matcher", "0029_terms_and_unknown_words"),
        ("matcher", "0030_programmes"),
        ("matcher", "0031_files_of_programmes"),
        ("matcher", "0032_respondents"),
    ]

    initial = True

    dependencies = [
        ("auth", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Axis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        (
                            "asks",
                            models.CharField(
                                help_text="The decision, as a question.",
                                max_length=120,
                                verbose_name="what it decides",
                            ),
                        ),
                        (
                            "clear_from",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="From this lead in points over the second outcome, a result is called clear.",
                                max_digits=5,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="clear from",
                            ),
                        ),
                        (
                            "likely_from",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="From this lead a result is called likely; below it, a close call.",
                                max_digits=5,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="likely from",
                            ),
                        ),
                        (
                            "full_answers",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="With fewer answers than this on the axis, a result is called likely at most, unless no further answer can change it.",
                                verbose_name="answers for a full picture",
                            ),
                        ),
                        (
                            "close_percent",
                            models.PositiveSmallIntegerField(
                                default=80,
                                help_text="The second outcome counts as close when it reaches this share of the first one's points.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="close from percent",
                            ),
                        ),
                        (
                            "unclear_below",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                help_text="With a full picture and a best score below this, the page says that the answers do not describe one kind of work. 0 switches it off.",
                                max_digits=5,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="unclear below",
                            ),
                        ),
                        (
                            "robust_clear",
                            models.BooleanField(
                                default=False,
                                help_text="On: a result is called likely at most while any one answer, taken away, would bring another outcome first.",
                                verbose_name="clear only if no single answer carries it",
                            ),
                        ),
                        (
                            "assessed",
                            models.BooleanField(
                                default=False,
                                help_text="On: its outcomes are ways to get the work done, and the page “Make, buy or automate?” compares them. One axis at most. Of each outcome its facts are shown once it is first: say what would have to be true, and how to try it.",
                                verbose_name="compared by criteria and cost",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "axis",
                        "verbose_name_plural": "axes",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "vignette",
                            models.TextField(
                                help_text="The work as somebody who has it would tell it.",
                                verbose_name="description",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True,
                                help_text="Why this result is the right one.",
                                verbose_name="reason",
                            ),
                        ),
                        (
                            "example",
                            models.BooleanField(
                                default=False,
                                help_text="Offered on the home page as an example to open.",
                                verbose_name="worked example",
                            ),
                        ),
                        (
                            "sold_as",
                            models.CharField(
                                blank=True,
                                help_text="What vendors offered it as. Shown on the home page before what it is.",
                                max_length=80,
                                verbose_name="sold as",
                            ),
                        ),
                        (
                            "to_review",
                            models.TextField(
                                blank=True,
                                help_text="What an upgrade took away. Answer the case anew where that matters, then empty this field.",
                                verbose_name="to review",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "case",
                        "verbose_name_plural": "cases",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="ContextQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="It is part of every address that carries an answer; do not change it lightly.",
                                unique=True,
                                verbose_name="slug",
                            ),
                        ),
                        (
                            "asked",
                            models.CharField(
                                choices=[
                                    ("first", "Before all others"),
                                    ("last", "After all others"),
                                ],
                                max_length=10,
                                verbose_name="asked",
                            ),
                        ),
                        (
                            "prompt",
                            models.CharField(
                                help_text="The heading of its page.",
                                max_length=160,
                                verbose_name="question",
                            ),
                        ),
                        (
                            "help",
                            models.TextField(
                                help_text="Shown beside the options.", verbose_name="help"
                            ),
                        ),
                        (
                            "example",
                            models.TextField(
                                help_text="Shown beside the options.", verbose_name="example"
                            ),
                        ),
                        (
                            "not_sure",
                            models.TextField(
                                help_text="Shown beside the option “I’m not sure”.",
                                verbose_name="what “not sure” does",
                            ),
                        ),
                        (
                            "home",
                            models.BooleanField(
                                default=False,
                                help_text="On: its options are countries, with their ISO 3166 codes as slugs.",
                                verbose_name="says where home is",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question of context",
                        "verbose_name_plural": "questions of context",
                        "ordering": ("asked", "position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Driver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                help_text="Its share of the fit score while every driver is answered.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="weight in percent",
                            ),
                        ),
                        (
                            "required",
                            models.BooleanField(
                                default=False,
                                help_text="Without an answer, or with “not sure”, the driver is left out and named. No score and no verdict is given until every required driver has an answer.",
                                verbose_name="required",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fit-check driver",
                        "verbose_name_plural": "fit-check drivers",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="ExposureScale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        (
                            "meaning",
                            models.TextField(
                                help_text="What a score says and what it does not. Stands beside them.",
                                verbose_name="meaning",
                            ),
                        ),
                        (
                            "citation",
                            models.TextField(
                                help_text="As the publisher wants to be named, with the licence.",
                                verbose_name="citation",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exposure scale",
                        "verbose_name_plural": "exposure scales",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="GuidePage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="It is part of the address of the page; do not change it lightly.",
                                unique=True,
                                verbose_name="slug",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        (
                            "summary",
                            models.CharField(
                                help_text="One sentence: on its card in the overview, and at the top of the page.",
                                max_length=200,
                                verbose_name="summary",
                            ),
                        ),
                        (
                            "linked_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("families", "The page of all families"),
                                    ("labels", "The words of vendors"),
                                    ("fit", "The fit check"),
                                    ("background", "Background and limits"),
                                ],
                                default="",
                                help_text="Another page that leads to it. A verdict names the page that it leads to.",
                                max_length=12,
                                verbose_name="also linked from",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page of the guide",
                        "verbose_name_plural": "pages of the guide",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Kpi",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, verbose_name="slug")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("formula", models.TextField(verbose_name="meaning and formula")),
                        (
                            "unit",
                            models.CharField(
                                help_text="Such as %, days or currency.",
                                max_length=30,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "better",
                            models.CharField(
                                help_text="Higher, lower, or why neither.",
                                max_length=20,
                                verbose_name="better",
                            ),
                        ),
                        (
                            "range",
                            models.TextField(
                                blank=True,
                                help_text="Empty where no reliable range was found.",
                                verbose_name="typical range",
                            ),
                        ),
                        (
                            "range_note",
                            models.TextField(
                                blank=True,
                                help_text="Required where there is no range: says so, and what may be said instead.",
                                verbose_name="note on the range",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "KPI",
                        "verbose_name_plural": "KPIs",
                        "ordering": ("family__position", "position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        (
                            "topic",
                            models.SlugField(
                                help_text="Where it is shown: beside an axis, or under a topic of its own.",
                                verbose_name="topic",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "note",
                        "verbose_name_plural": "notes",
                        "ordering": ("topic", "position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Option",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Conditions name it. After a change, publishing is refused until they name the new one.",
                                verbose_name="slug",
                            ),
                        ),
                        ("label", models.CharField(max_length=100, verbose_name="label")),
                        (
                            "hint",
                            models.TextField(
                                help_text="One sentence under the label that tells it from its neighbours.",
                                verbose_name="hint",
                            ),
                        ),
                        (
                            "supposing",
                            models.CharField(
                                blank=True,
                                help_text="A clause that reads well after “If”, such as: your own staff were served. It says on a result what would have to be different.",
                                max_length=160,
                                verbose_name="supposing",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                help_text="The heading that it stands under, where options are many.",
                                max_length=60,
                                verbose_name="group",
                            ),
                        ),
                        (
                            "conflicts",
                            models.TextField(
                                blank=True,
                                help_text="Only where several may be ticked: the slugs of options that exclude this one, one a line. Each of them has to name this one too.",
                                verbose_name="cannot be ticked with",
                            ),
                        ),
                        (
                            "same_region",
                            models.BooleanField(
                                default=False,
                                help_text="Whether of the places by name only those are shown that belong to a group of the buyer’s own country.",
                                verbose_name="only in the region of home",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "option",
                        "verbose_name_plural": "options",
                        "ordering": ("question__position", "position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Outside",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        (
                            "name",
                            models.CharField(
                                help_text="What people of that trade call it.",
                                max_length=80,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="known by",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="The first thing that a visitor reads on the result.",
                                verbose_name="first sentence",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                help_text="What to do instead. Markdown links are allowed.",
                                verbose_name="text",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "other kind of buying",
                        "verbose_name_plural": "other kinds of buying",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Place",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "country",
                            models.SlugField(
                                help_text="The slug that it has in the question about home: its ISO 3166 code.",
                                max_length=2,
                                unique=True,
                                verbose_name="country",
                            ),
                        ),
                        (
                            "zones",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="Where its providers work, as Europe/Warsaw, one a line. Empty: all it has.",
                                validators=[matcher.models.places.validate_zones],
                                verbose_name="time zones",
                            ),
                        ),
                        (
                            "languages",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="Codes such as es, one a line, where CLDR has others or none.",
                                verbose_name="official languages",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="Why they differ from CLDR, with a link to the source.",
                                verbose_name="note on the languages",
                            ),
                        ),
                        (
                            "shown",
                            models.BooleanField(
                                default=True,
                                help_text="Off: only the time zones of buyers who are at home there.",
                                verbose_name="shown",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "place",
                        "verbose_name_plural": "places",
                        "ordering": ("position", "country"),
                    },
                ),
                migrations.CreateModel(
                    name="PlaceRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("adequacy", "Data may go there"),
                                    ("barred", "Forbids or restricts"),
                                    ("watched", "A list to watch"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "says",
                            models.TextField(
                                help_text="What follows for work done there.",
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "otherwise",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="What it says of places that no entry names. Empty: nothing.",
                                max_length=200,
                                verbose_name="of other places",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rule about places",
                        "verbose_name_plural": "rules about places",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="PriceExample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(max_length=100, verbose_name="vendor and product"),
                        ),
                        (
                            "unit",
                            models.CharField(
                                help_text="What is counted, in the vendor’s words.",
                                max_length=160,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "price",
                            models.CharField(
                                help_text="Such as USD 0.99.", max_length=100, verbose_name="price"
                            ),
                        ),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="as of",
                            ),
                        ),
                        ("note", models.TextField(blank=True, default="", verbose_name="note")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "example of a price",
                        "verbose_name_plural": "examples of prices",
                        "ordering": ("model__position", "position", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PricingModel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("fits", models.TextField(verbose_name="fits when")),
                        ("avoid", models.TextField(verbose_name="avoid when")),
                        ("behaviour", models.TextField(verbose_name="behaviour it creates")),
                        ("safeguards", models.TextField(verbose_name="safeguards")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "examples_note",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="What to bear in mind about the examples of prices.",
                                verbose_name="note on the examples",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pricing model",
                        "verbose_name_plural": "pricing models",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Regime",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("triggered_by", models.TextField(verbose_name="triggered by")),
                        ("changes", models.TextField(verbose_name="what changes")),
                        (
                            "condition",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For example: object = slug. Empty: whatever the work is, once that is known.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="touched when",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "jurisdiction",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Where it is law, such as “European Union”.",
                                max_length=120,
                                verbose_name="jurisdiction",
                            ),
                        ),
                        (
                            "in_force",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="in force since",
                            ),
                        ),
                        (
                            "next_date",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="next date",
                            ),
                        ),
                        (
                            "next_change",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="One sentence.",
                                verbose_name="what happens then",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "compliance regime",
                        "verbose_name_plural": "compliance regimes",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Standard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("covers", models.TextField(verbose_name="what it covers")),
                        ("attested_by", models.TextField(verbose_name="attested by")),
                        (
                            "ask",
                            models.TextField(
                                help_text="The certificate or report, and what it has to name, such as sites and dates.",
                                verbose_name="what to ask for",
                            ),
                        ),
                        (
                            "condition",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For example: family = slug. Empty: whatever is answered.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="brought up when",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "standard",
                        "verbose_name_plural": "standards",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="UnknownWord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("word", models.CharField(max_length=20, unique=True, verbose_name="word")),
                        (
                            "days",
                            models.PositiveIntegerField(
                                default=1, verbose_name="days on which it was met"
                            ),
                        ),
                        ("last_day", models.DateField(verbose_name="last met on")),
                    ],
                    options={
                        "verbose_name": "unknown word",
                        "verbose_name_plural": "unknown words",
                        "ordering": ("-days", "word"),
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="Warning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("title", models.CharField(max_length=100, verbose_name="title")),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="shown when",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "warning",
                        "verbose_name_plural": "warnings",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Combination",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="condition",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                help_text="Its condition may mention only questions that have a weight on this axis.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="combinations",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "combination",
                        "verbose_name_plural": "combinations",
                        "ordering": ("axis__position", "position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="number")),
                        ("taxonomy_json", models.TextField(verbose_name="taxonomy")),
                        ("sha256", models.CharField(max_length=64, verbose_name="checksum")),
                        (
                            "note",
                            models.CharField(
                                help_text="What changed, for those who ask later.",
                                max_length=300,
                                verbose_name="note",
                            ),
                        ),
                        ("published_at", models.DateTimeField(verbose_name="published")),
                        (
                            "changes",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="How many rows it adds, removes or changes against the edition before.",
                                verbose_name="size of change",
                            ),
                        ),
                        (
                            "rolls_back_to",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="The number of the older edition that this one repeats.",
                                null=True,
                                verbose_name="rolls back to",
                            ),
                        ),
                        (
                            "former_questions",
                            models.TextField(
                                blank=True,
                                db_default="",
                                help_text="The slugs of the questions that only earlier editions ask, one a line.",
                                verbose_name="former questions",
                            ),
                        ),
                        (
                            "failing_cases",
                            models.TextField(
                                blank=True,
                                help_text="The slugs of the cases, one a line.",
                                verbose_name="failing cases",
                            ),
                        ),
                        (
                            "accepted_because",
                            models.CharField(
                                blank=True,
                                help_text="Why it was published although cases fail.",
                                max_length=300,
                                verbose_name="accepted because",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="published by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "edition",
                        "verbose_name_plural": "editions",
                        "ordering": ("-number",),
                        "permissions": (
                            ("publish_edition", "Can publish the draft as an edition"),
                            (
                                "accept_failing_cases",
                                "Can publish although cases fail, with a reason",
                            ),
                        ),
                        "get_latest_by": "number",
                        "default_permissions": ("view",),
                        "constraints": (
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_because", ""), ("failing_cases", "")),
                                    models.Q(
                                        models.Q(("failing_cases", ""), _negated=True),
                                        models.Q(("accepted_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="edition_says_why_failing_cases_are_accepted",
                                violation_error_message="Say why the failing cases are accepted.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="EditionPlaces",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField()),
                        ("facts_json", models.TextField()),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="places",
                                to="matcher.edition",
                            ),
                        ),
                    ],
                    options={
                        "default_permissions": (),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("edition", "year"), name="places_once_per_edition_year"
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="ExposureLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        ("means", models.TextField(verbose_name="what it means")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="levels",
                                to="matcher.exposurescale",
                                verbose_name="scale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "level",
                        "verbose_name_plural": "levels",
                        "ordering": ("scale__position", "position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("scale", "slug"),
                                name="level_once_per_scale",
                                violation_error_message="This scale has a level with that slug already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="GuideSection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Links to the section end with it.", verbose_name="slug"
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="title")),
                        (
                            "text",
                            models.TextField(
                                help_text="Paragraphs with an empty line between. Link every figure to its source.",
                                verbose_name="text",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sections",
                                to="matcher.guidepage",
                                verbose_name="page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "section",
                        "verbose_name_plural": "sections",
                        "ordering": ("page__position", "position", "slug"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("page", "slug"),
                                name="guide_section_slug_once_per_page",
                                violation_error_message="This page has a section with that slug already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCase",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "vignette",
                            models.TextField(
                                help_text="The work as somebody who has it would tell it.",
                                verbose_name="description",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(
                                blank=True,
                                help_text="Why this result is the right one.",
                                verbose_name="reason",
                            ),
                        ),
                        (
                            "example",
                            models.BooleanField(
                                default=False,
                                help_text="Offered on the home page as an example to open.",
                                verbose_name="worked example",
                            ),
                        ),
                        (
                            "sold_as",
                            models.CharField(
                                blank=True,
                                help_text="What vendors offered it as. Shown on the home page before what it is.",
                                max_length=80,
                                verbose_name="sold as",
                            ),
                        ),
                        (
                            "to_review",
                            models.TextField(
                                blank=True,
                                help_text="What an upgrade took away. Answer the case anew where that matters, then empty this field.",
                                verbose_name="to review",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical case",
                        "verbose_name_plural": "historical cases",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCombination",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="condition",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Its condition may mention only questions that have a weight on this axis.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical combination",
                        "verbose_name_plural": "historical combinations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContextGroup",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        (
                            "name",
                            models.CharField(
                                help_text="As it reads after “only for”.",
                                max_length=100,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.contextquestion",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical group of options",
                        "verbose_name_plural": "historical groups of options",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContextOption",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("label", models.CharField(max_length=100, verbose_name="label")),
                        (
                            "hint",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="One sentence under the label that tells it from its neighbours.",
                                verbose_name="hint",
                            ),
                        ),
                        (
                            "groups",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="The slugs of its groups, one a line.",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "other_part",
                            models.BooleanField(
                                default=False,
                                help_text="On: the result offers to answer the questions again for the other part of the work.",
                                verbose_name="there is another part",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.contextquestion",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical option of context",
                        "verbose_name_plural": "historical options of context",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContextQuestion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "slug",
                            models.SlugField(
                                help_text="It is part of every address that carries an answer; do not change it lightly.",
                                verbose_name="slug",
                            ),
                        ),
                        (
                            "asked",
                            models.CharField(
                                choices=[
                                    ("first", "Before all others"),
                                    ("last", "After all others"),
                                ],
                                max_length=10,
                                verbose_name="asked",
                            ),
                        ),
                        (
                            "prompt",
                            models.CharField(
                                help_text="The heading of its page.",
                                max_length=160,
                                verbose_name="question",
                            ),
                        ),
                        (
                            "help",
                            models.TextField(
                                help_text="Shown beside the options.", verbose_name="help"
                            ),
                        ),
                        (
                            "example",
                            models.TextField(
                                help_text="Shown beside the options.", verbose_name="example"
                            ),
                        ),
                        (
                            "not_sure",
                            models.TextField(
                                help_text="Shown beside the option “I’m not sure”.",
                                verbose_name="what “not sure” does",
                            ),
                        ),
                        (
                            "home",
                            models.BooleanField(
                                default=False,
                                help_text="On: its options are countries, with their ISO 3166 codes as slugs.",
                                verbose_name="says where home is",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical question of context",
                        "verbose_name_plural": "historical questions of context",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExposureLevel",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        ("means", models.TextField(verbose_name="what it means")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.exposurescale",
                                verbose_name="scale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical level",
                        "verbose_name_plural": "historical levels",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExposureScale",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        (
                            "meaning",
                            models.TextField(
                                help_text="What a score says and what it does not. Stands beside them.",
                                verbose_name="meaning",
                            ),
                        ),
                        (
                            "citation",
                            models.TextField(
                                help_text="As the publisher wants to be named, with the licence.",
                                verbose_name="citation",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical exposure scale",
                        "verbose_name_plural": "historical exposure scales",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalGuidePage",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "slug",
                            models.SlugField(
                                help_text="It is part of the address of the page; do not change it lightly.",
                                verbose_name="slug",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        (
                            "summary",
                            models.CharField(
                                help_text="One sentence: on its card in the overview, and at the top of the page.",
                                max_length=200,
                                verbose_name="summary",
                            ),
                        ),
                        (
                            "linked_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("families", "The page of all families"),
                                    ("labels", "The words of vendors"),
                                    ("fit", "The fit check"),
                                    ("background", "Background and limits"),
                                ],
                                default="",
                                help_text="Another page that leads to it. A verdict names the page that it leads to.",
                                max_length=12,
                                verbose_name="also linked from",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical page of the guide",
                        "verbose_name_plural": "historical pages of the guide",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalGuideSection",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Links to the section end with it.", verbose_name="slug"
                            ),
                        ),
                        ("title", models.CharField(max_length=100, verbose_name="title")),
                        (
                            "text",
                            models.TextField(
                                help_text="Paragraphs with an empty line between. Link every figure to its source.",
                                verbose_name="text",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.guidepage",
                                verbose_name="page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical section",
                        "verbose_name_plural": "historical sections",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLabel",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "slug",
                            models.SlugField(
                                help_text="It is part of addresses that lead to the label; do not change it lightly.",
                                verbose_name="slug",
                            ),
                        ),
                        ("meaning", models.CharField(max_length=160, verbose_name="usually means")),
                        (
                            "asks",
                            models.TextField(
                                help_text="What settles which of its meanings is meant.",
                                verbose_name="what to ask or say",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The decision it speaks about; empty where it is none of ours.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical label",
                        "verbose_name_plural": "historical labels",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNote",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        (
                            "topic",
                            models.SlugField(
                                help_text="Where it is shown: beside an axis, or under a topic of its own.",
                                verbose_name="topic",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical note",
                        "verbose_name_plural": "historical notes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOutcome",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Conditions name it. After a change, publishing is refused until they name the new one.",
                                verbose_name="slug",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "summary",
                            models.TextField(
                                help_text="What it is, in one sentence.", verbose_name="summary"
                            ),
                        ),
                        (
                            "phrase",
                            models.CharField(
                                blank=True,
                                help_text="How it reads inside the sentence at the top of a result. A family after “is”: “customer operations and support”. Any other after “Run it”: “as a managed service”, “offshore”. Empty: its name stands there.",
                                max_length=80,
                                verbose_name="words in the answer",
                            ),
                        ),
                        (
                            "in_first_source",
                            models.BooleanField(
                                default=True,
                                help_text="Off for the families that only the other source documents name.",
                                verbose_name="named by the first source",
                            ),
                        ),
                        (
                            "min_shared_hours",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Places that share so many working hours on every day are named on its results; 0: all places. Empty: no places are named.",
                                null=True,
                                verbose_name="hours shared with home",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first, also among outcomes with equal points.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical outcome",
                        "verbose_name_plural": "historical outcomes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOutside",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        (
                            "name",
                            models.CharField(
                                help_text="What people of that trade call it.",
                                max_length=80,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="known by",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="The first thing that a visitor reads on the result.",
                                verbose_name="first sentence",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                help_text="What to do instead. Markdown links are allowed.",
                                verbose_name="text",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical other kind of buying",
                        "verbose_name_plural": "historical other kinds of buying",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlace",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "country",
                            models.SlugField(
                                help_text="The slug that it has in the question about home: its ISO 3166 code.",
                                max_length=2,
                                verbose_name="country",
                            ),
                        ),
                        (
                            "zones",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="Where its providers work, as Europe/Warsaw, one a line. Empty: all it has.",
                                validators=[matcher.models.places.validate_zones],
                                verbose_name="time zones",
                            ),
                        ),
                        (
                            "languages",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="Codes such as es, one a line, where CLDR has others or none.",
                                verbose_name="official languages",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="Why they differ from CLDR, with a link to the source.",
                                verbose_name="note on the languages",
                            ),
                        ),
                        (
                            "shown",
                            models.BooleanField(
                                default=True,
                                help_text="Off: only the time zones of buyers who are at home there.",
                                verbose_name="shown",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical place",
                        "verbose_name_plural": "historical places",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlaceRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("adequacy", "Data may go there"),
                                    ("barred", "Forbids or restricts"),
                                    ("watched", "A list to watch"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "says",
                            models.TextField(
                                help_text="What follows for work done there.",
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "otherwise",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="What it says of places that no entry names. Empty: nothing.",
                                max_length=200,
                                verbose_name="of other places",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical rule about places",
                        "verbose_name_plural": "historical rules about places",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPricingModel",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("fits", models.TextField(verbose_name="fits when")),
                        ("avoid", models.TextField(verbose_name="avoid when")),
                        ("behaviour", models.TextField(verbose_name="behaviour it creates")),
                        ("safeguards", models.TextField(verbose_name="safeguards")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "examples_note",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="What to bear in mind about the examples of prices.",
                                verbose_name="note on the examples",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical pricing model",
                        "verbose_name_plural": "historical pricing models",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRegime",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("triggered_by", models.TextField(verbose_name="triggered by")),
                        ("changes", models.TextField(verbose_name="what changes")),
                        (
                            "condition",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For example: object = slug. Empty: whatever the work is, once that is known.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="touched when",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "jurisdiction",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="Where it is law, such as “European Union”.",
                                max_length=120,
                                verbose_name="jurisdiction",
                            ),
                        ),
                        (
                            "in_force",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="in force since",
                            ),
                        ),
                        (
                            "next_date",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="next date",
                            ),
                        ),
                        (
                            "next_change",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="One sentence.",
                                verbose_name="what happens then",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical compliance regime",
                        "verbose_name_plural": "historical compliance regimes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRetired",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "question",
                            models.SlugField(
                                help_text="The slug that the question had, or still has.",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "option",
                            models.SlugField(
                                help_text="The slug that the option had.", verbose_name="option"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="The answer in words, for a visitor whose link still carries it.",
                                max_length=160,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical retired answer",
                        "verbose_name_plural": "historical retired answers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalScaleSource",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.exposurescale",
                                verbose_name="scale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical source",
                        "verbose_name_plural": "historical sources",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalStandard",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("covers", models.TextField(verbose_name="what it covers")),
                        ("attested_by", models.TextField(verbose_name="attested by")),
                        (
                            "ask",
                            models.TextField(
                                help_text="The certificate or report, and what it has to name, such as sites and dates.",
                                verbose_name="what to ask for",
                            ),
                        ),
                        (
                            "condition",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For example: family = slug. Empty: whatever is answered.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="brought up when",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical standard",
                        "verbose_name_plural": "historical standards",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalVerdict",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                db_index=True,
                                help_text="Where several stops hold, the verdict with the highest severity wins.",
                                verbose_name="severity",
                            ),
                        ),
                        (
                            "proceeds",
                            models.BooleanField(
                                default=True,
                                help_text="Off: preparation steps take the place of shortlist criteria.",
                                verbose_name="goes ahead",
                            ),
                        ),
                        (
                            "opening",
                            models.CharField(
                                blank=True,
                                help_text="A short sentence before all others at the top of a result, such as “Not yet.” Empty where the work may simply go ahead; where it should wait, the name then stands there.",
                                max_length=80,
                                verbose_name="first words of the answer",
                            ),
                        ),
                        (
                            "run",
                            models.CharField(
                                blank=True,
                                help_text="They lead to “as a managed service, offshore”, such as “Once it is ready, run it”. Empty: “Run it”, or nothing at all where the work should wait.",
                                max_length=80,
                                verbose_name="words before how and where",
                            ),
                        ),
                        (
                            "closing",
                            models.CharField(
                                blank=True,
                                help_text="What to do with the answer, such as “Start with a pilot.” It may be empty.",
                                max_length=80,
                                verbose_name="last sentence of the answer",
                            ),
                        ),
                        (
                            "tint",
                            models.CharField(
                                choices=[
                                    ("go", "Go"),
                                    ("pilot", "Pilot"),
                                    ("not-yet", "Not yet"),
                                    ("keep", "Keep"),
                                    ("hold", "Hold"),
                                    ("open", "Open"),
                                ],
                                default="open",
                                help_text="The colour of the answer at the top of a result.",
                                max_length=10,
                                verbose_name="tint",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "guide",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="What to read about it; a result leads there.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.guidepage",
                                verbose_name="page of the guide",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical verdict",
                        "verbose_name_plural": "historical verdicts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalWarning",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("title", models.CharField(max_length=100, verbose_name="title")),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="shown when",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical warning",
                        "verbose_name_plural": "historical warnings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalKpiSource",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical source",
                        "verbose_name_plural": "historical sources",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="KpiSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "kpi",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="matcher.kpi",
                                verbose_name="KPI",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("kpi", "title"),
                                name="source_once_per_kpi",
                                violation_error_message="This KPI has a source with that title already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Label",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="It is part of addresses that lead to the label; do not change it lightly.",
                                unique=True,
                                verbose_name="slug",
                            ),
                        ),
                        ("meaning", models.CharField(max_length=160, verbose_name="usually means")),
                        (
                            "asks",
                            models.TextField(
                                help_text="What settles which of its meanings is meant.",
                                verbose_name="what to ask or say",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                blank=True,
                                help_text="The decision it speaks about; empty where it is none of ours.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="labels",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "label",
                        "verbose_name_plural": "labels",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLabelName",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "name",
                            models.CharField(db_index=True, max_length=80, verbose_name="name"),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "label",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.label",
                                verbose_name="label",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical name",
                        "verbose_name_plural": "historical names",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="LabelName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "label",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="names",
                                to="matcher.label",
                                verbose_name="label",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "name",
                        "verbose_name_plural": "names",
                        "ordering": ("position", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSuggestion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="offered when",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="Why the other answers point to it.",
                                verbose_name="sentence",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="option",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical suggestion",
                        "verbose_name_plural": "historical suggestions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDriverScore",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                help_text="0 to 10; higher means readier to hand over.",
                                validators=[django.core.validators.MaxValueValidator(10)],
                                verbose_name="score",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "driver",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.driver",
                                verbose_name="driver",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="option",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical score",
                        "verbose_name_plural": "historical scores",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="DriverScore",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                help_text="0 to 10; higher means readier to hand over.",
                                validators=[django.core.validators.MaxValueValidator(10)],
                                verbose_name="score",
                            ),
                        ),
                        (
                            "driver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="matcher.driver",
                                verbose_name="driver",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="driver_scores",
                                to="matcher.option",
                                verbose_name="option",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "score",
                        "verbose_name_plural": "scores",
                        "ordering": ("option__position",),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("driver", "option"),
                                name="score_once_per_driver_and_option",
                                violation_error_message="This driver scores that option already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 0), ("score__lte", 10)),
                                name="score_from_0_to_10",
                                violation_error_message="A score lies between 0 and 10.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Conditions name it. After a change, publishing is refused until they name the new one.",
                                verbose_name="slug",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "summary",
                            models.TextField(
                                help_text="What it is, in one sentence.", verbose_name="summary"
                            ),
                        ),
                        (
                            "phrase",
                            models.CharField(
                                blank=True,
                                help_text="How it reads inside the sentence at the top of a result. A family after “is”: “customer operations and support”. Any other after “Run it”: “as a managed service”, “offshore”. Empty: its name stands there.",
                                max_length=80,
                                verbose_name="words in the answer",
                            ),
                        ),
                        (
                            "in_first_source",
                            models.BooleanField(
                                default=True,
                                help_text="Off for the families that only the other source documents name.",
                                verbose_name="named by the first source",
                            ),
                        ),
                        (
                            "min_shared_hours",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Places that share so many working hours on every day are named on its results; 0: all places. Empty: no places are named.",
                                null=True,
                                verbose_name="hours shared with home",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first, also among outcomes with equal points.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "outcome",
                        "verbose_name_plural": "outcomes",
                        "ordering": ("axis__position", "position", "slug"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("axis", "slug"),
                                name="outcome_slug_once_per_axis",
                                violation_error_message="This axis has an outcome with that slug already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="LabelCandidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="When the label means this; empty for its usual meaning.",
                                max_length=160,
                                verbose_name="when",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "label",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="candidates",
                                to="matcher.label",
                                verbose_name="label",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="labels",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "candidate",
                        "verbose_name_plural": "candidates",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("label", "outcome"),
                                name="candidate_once_per_label_and_outcome",
                                violation_error_message="This label names that outcome already.",
                            ),
                        ),
                    },
                ),
                migrations.AddField(
                    model_name="kpi",
                    name="family",
                    field=models.ForeignKey(
                        limit_choices_to={"profile__isnull": False},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kpis",
                        to="matcher.outcome",
                        verbose_name="family",
                    ),
                ),
                migrations.CreateModel(
                    name="HistoricalVendorLabel",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "name",
                            models.CharField(
                                help_text="As offers call it. What it may mean belongs to the label dictionary.",
                                max_length=100,
                                verbose_name="label",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical vendor label",
                        "verbose_name_plural": "historical vendor labels",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTerm",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        (
                            "names",
                            models.TextField(
                                help_text="One a line, such as “managed”. Capitals, hyphens, the plural and British or American spelling make no difference.",
                                verbose_name="words",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                help_text="One sentence for somebody who met the word in an offer.",
                                max_length=160,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="It counts only once the visitor confirms it. Empty: it proposes none.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="answer that it proposes",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The outcome that it names by itself; empty where it names none.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical term",
                        "verbose_name_plural": "historical terms",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalServiceLine",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        (
                            "note",
                            models.TextField(
                                blank=True, help_text="Where its border runs.", verbose_name="note"
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                limit_choices_to={"profile__isnull": False},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical service line",
                        "verbose_name_plural": "historical service lines",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRisk",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("text", models.CharField(max_length=800, verbose_name="text")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                limit_choices_to={"profile__isnull": False},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical risk and control",
                        "verbose_name_plural": "historical risks and controls",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalQuestion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "slug",
                            models.SlugField(
                                help_text="It is part of every address that carries an answer; do not change it lightly. Conditions name it: after a change, publishing is refused until they name the new one.",
                                verbose_name="slug",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("work", "What the work is"), ("terms", "How and where")],
                                help_text="Which half of the walk asks it. It has no effect on points.",
                                max_length=10,
                                verbose_name="part",
                            ),
                        ),
                        (
                            "prompt",
                            models.CharField(
                                help_text="The heading of its page.",
                                max_length=160,
                                verbose_name="question",
                            ),
                        ),
                        (
                            "help",
                            models.TextField(
                                help_text="Shown beside the options.", verbose_name="help"
                            ),
                        ),
                        (
                            "example",
                            models.TextField(
                                help_text="Shown beside the options.", verbose_name="example"
                            ),
                        ),
                        (
                            "not_sure",
                            models.TextField(
                                help_text="Shown beside the option “I’m not sure”.",
                                verbose_name="what “not sure” does",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("one", "One option"), ("several", "Tick all that hold")],
                                default="one",
                                help_text="Of several ticks the points add up, each rules out what it rules out, and the fit check takes the lowest score.",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "ordered",
                            models.BooleanField(
                                default=False,
                                help_text="On when the options go from less to more in their order.",
                                verbose_name="options form a scale",
                            ),
                        ),
                        (
                            "circumstance",
                            models.BooleanField(
                                default=False,
                                help_text="On when the answer may become another while the work stays what it is: its volume, who should run it, what matters most. Results say what any other answer would change. Off for what the work itself is: results then name only an answer that itself speaks for the outcome which it would put first.",
                                verbose_name="a circumstance",
                            ),
                        ),
                        (
                            "proposed_from",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="In hundredths: from which lead of one option over the next a visitor’s own words propose an answer, which counts only once the visitor confirms it. Empty: they propose none.",
                                null=True,
                                verbose_name="proposed from a lead of",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "border_first",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Set both for a border question: it is asked only while these two outcomes are first and close, and may carry evidence for these two only.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="tells apart",
                            ),
                        ),
                        (
                            "border_second",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="and",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical question",
                        "verbose_name_plural": "historical questions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProfile",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("definition", models.TextField(verbose_name="definition")),
                        (
                            "position",
                            models.TextField(
                                help_text="Front or back office, and why.", verbose_name="position"
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("front", "Front office"),
                                    ("back", "Back office"),
                                    ("both", "Both"),
                                    ("neither", "Neither"),
                                ],
                                max_length=10,
                                verbose_name="coarse tag",
                            ),
                        ),
                        ("served", models.TextField(verbose_name="who is served")),
                        ("work_kind", models.TextField(verbose_name="kind of work")),
                        ("judgment", models.TextField(verbose_name="judgment")),
                        ("regulation", models.TextField(verbose_name="regulation")),
                        ("volume", models.TextField(verbose_name="volume")),
                        ("channels", models.TextField(verbose_name="channels")),
                        ("systems", models.TextField(verbose_name="systems")),
                        ("staffing", models.TextField(verbose_name="staffing model")),
                        ("quality", models.TextField(verbose_name="quality model")),
                        ("training", models.TextField(verbose_name="training model")),
                        ("pricing", models.TextField(verbose_name="pricing that fits")),
                        ("automation", models.TextField(verbose_name="automation potential")),
                        (
                            "exposure_note",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="What a buyer should make of the scores; figures only with a link.",
                                verbose_name="what exposure to AI means",
                            ),
                        ),
                        (
                            "inward",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="0: it serves people outside; 100: people inside. Empty: not on the map.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="map: outside to inside",
                            ),
                        ),
                        (
                            "expertise",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="0: rules decide each case; 100: expert judgment does.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="map: rules to judgment",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical family profile",
                        "verbose_name_plural": "historical family profiles",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOutcomeNeeds",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "of",
                            models.TextField(
                                help_text="The slugs of the outcomes on the same axis that it is made of, one a line.",
                                verbose_name="made of",
                            ),
                        ),
                        (
                            "at_least",
                            models.PositiveSmallIntegerField(
                                help_text="With fewer of them left, it is ruled out like those that are gone.",
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="how many must be left",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="One sentence that says why it is then ruled out.",
                                verbose_name="why",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical parts of an outcome",
                        "verbose_name_plural": "historical parts of outcomes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOutcomeFact",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "name",
                            models.CharField(
                                help_text="Such as “Who directs the people”.",
                                max_length=60,
                                verbose_name="name",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical fact",
                        "verbose_name_plural": "historical facts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLabelCandidate",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                help_text="When the label means this; empty for its usual meaning.",
                                max_length=160,
                                verbose_name="when",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "label",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.label",
                                verbose_name="label",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical candidate",
                        "verbose_name_plural": "historical candidates",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalKpi",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(max_length=80, verbose_name="slug")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        ("formula", models.TextField(verbose_name="meaning and formula")),
                        (
                            "unit",
                            models.CharField(
                                help_text="Such as %, days or currency.",
                                max_length=30,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "better",
                            models.CharField(
                                help_text="Higher, lower, or why neither.",
                                max_length=20,
                                verbose_name="better",
                            ),
                        ),
                        (
                            "range",
                            models.TextField(
                                blank=True,
                                help_text="Empty where no reliable range was found.",
                                verbose_name="typical range",
                            ),
                        ),
                        (
                            "range_note",
                            models.TextField(
                                blank=True,
                                help_text="Required where there is no range: says so, and what may be said instead.",
                                verbose_name="note on the range",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                limit_choices_to={"profile__isnull": False},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical KPI",
                        "verbose_name_plural": "historical KPIs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHandBack",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("text", models.CharField(max_length=800, verbose_name="text")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                limit_choices_to={"profile__isnull": False},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical reason to hand an item back",
                        "verbose_name_plural": "historical when to hand an item back",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExposure",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "code",
                            models.CharField(
                                max_length=4,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "\\A[0-9]{4}\\Z", "Write the four digits of ISCO-08."
                                    )
                                ],
                                verbose_name="ISCO-08 code",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="occupation")),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="From 0 to 1, as published.",
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="mean score",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last read it at the source; empty: it is not shown.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "level",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="As published: it does not follow from the score alone.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.exposurelevel",
                                verbose_name="level",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                limit_choices_to={"profile__isnull": False},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical exposure to AI",
                        "verbose_name_plural": "historical exposure to AI",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEvidence",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "strength",
                            models.SmallIntegerField(
                                default=0,
                                help_text="From -3 (argues strongly against) to +3 (argues strongly for). Times the question’s weight it is what this answer adds to the outcome’s points.",
                                validators=[
                                    django.core.validators.MinValueValidator(-3),
                                    django.core.validators.MaxValueValidator(3),
                                ],
                                verbose_name="strength",
                            ),
                        ),
                        (
                            "excludes",
                            models.BooleanField(
                                default=False,
                                help_text="The outcome cannot be chosen, whatever its points. Strength must be 0.",
                                verbose_name="rules it out",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="One sentence that a reader of the result understands.",
                                verbose_name="why",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="option",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical evidence",
                        "verbose_name_plural": "historical evidence",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEffect",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="Added once, after the weights, while the condition holds.",
                                max_digits=5,
                                verbose_name="points",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="One sentence that a reader of the result understands.",
                                verbose_name="why",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "combination",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.combination",
                                verbose_name="combination",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical effect",
                        "verbose_name_plural": "historical effects",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCriterion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("text", models.CharField(max_length=800, verbose_name="text")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                limit_choices_to={"profile__isnull": False},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical shortlist criterion",
                        "verbose_name_plural": "historical shortlist criteria",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConfusion",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "other_name",
                            models.CharField(max_length=100, verbose_name="name of the other side"),
                        ),
                        ("goes_wrong", models.TextField(verbose_name="what goes wrong")),
                        ("tell_apart", models.TextField(verbose_name="how to tell apart")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty where the other side is not one of our families.",
                                limit_choices_to={"profile__isnull": False},
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="other family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical common confusion",
                        "verbose_name_plural": "historical common confusions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCaseExpectation",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "also",
                            models.BooleanField(
                                default=False,
                                help_text="Off: what is expected. On: accepted as well.",
                                verbose_name="also acceptable",
                            ),
                        ),
                        (
                            "disagrees",
                            models.TextField(
                                blank=True,
                                help_text="Only where something else comes out, and that is to stay so. The case then counts as explained and does not prevent publishing.",
                                verbose_name="why it disagrees",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical expected outcome",
                        "verbose_name_plural": "historical expected outcomes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HandBack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("text", models.CharField(max_length=800, verbose_name="text")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                limit_choices_to={"profile__isnull": False},
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hand_backs",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reason to hand an item back",
                        "verbose_name_plural": "when to hand an item back",
                        "ordering": ("family__position", "position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("family", "text"),
                                name="hand_back_once_per_family",
                                violation_error_message="This family has that reason already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Exposure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=4,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "\\A[0-9]{4}\\Z", "Write the four digits of ISCO-08."
                                    )
                                ],
                                verbose_name="ISCO-08 code",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="occupation")),
                        (
                            "score",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="From 0 to 1, as published.",
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(1),
                                ],
                                verbose_name="mean score",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last read it at the source; empty: it is not shown.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "level",
                            models.ForeignKey(
                                help_text="As published: it does not follow from the score alone.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exposures",
                                to="matcher.exposurelevel",
                                verbose_name="level",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                limit_choices_to={"profile__isnull": False},
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exposures",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "exposure to AI",
                        "verbose_name_plural": "exposure to AI",
                        "ordering": ("family__position", "position", "code"),
                        "constraints": (
                            models.CheckConstraint(
                                condition=models.Q(("score__gte", 0), ("score__lte", 1)),
                                name="exposure_from_0_to_1",
                                violation_error_message="A score lies between 0 and 1.",
                            ),
                            models.UniqueConstraint(
                                fields=("family", "code"),
                                name="occupation_once_per_family",
                                violation_error_message="This family has that occupation already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "strength",
                            models.SmallIntegerField(
                                default=0,
                                help_text="From -3 (argues strongly against) to +3 (argues strongly for). Times the question’s weight it is what this answer adds to the outcome’s points.",
                                validators=[
                                    django.core.validators.MinValueValidator(-3),
                                    django.core.validators.MaxValueValidator(3),
                                ],
                                verbose_name="strength",
                            ),
                        ),
                        (
                            "excludes",
                            models.BooleanField(
                                default=False,
                                help_text="The outcome cannot be chosen, whatever its points. Strength must be 0.",
                                verbose_name="rules it out",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="One sentence that a reader of the result understands.",
                                verbose_name="why",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="matcher.option",
                                verbose_name="option",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evidence",
                        "verbose_name_plural": "evidence",
                        "ordering": (
                            "option__question__position",
                            "option__position",
                            "outcome__axis__position",
                            "outcome__position",
                        ),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("option", "outcome"),
                                name="evidence_once_per_option_and_outcome",
                                violation_error_message="This option already says something about that outcome.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("strength__gte", -3), ("strength__lte", 3)),
                                name="evidence_strength_from_minus_3_to_3",
                                violation_error_message="A strength lies between -3 and +3.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("excludes", True), ("strength", 0)),
                                    models.Q(
                                        ("excludes", False),
                                        models.Q(("strength", 0), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_has_strength_or_excludes",
                                violation_error_message="Give a strength other than 0, or rule the outcome out with strength 0.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence", ""), _negated=True),
                                name="evidence_says_why",
                                violation_error_message="Say why in one sentence.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Effect",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="Added once, after the weights, while the condition holds.",
                                max_digits=5,
                                verbose_name="points",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="One sentence that a reader of the result understands.",
                                verbose_name="why",
                            ),
                        ),
                        (
                            "combination",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="effects",
                                to="matcher.combination",
                                verbose_name="combination",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="effects",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "effect",
                        "verbose_name_plural": "effects",
                        "ordering": ("outcome__position",),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("combination", "outcome"),
                                name="effect_once_per_combination_and_outcome",
                                violation_error_message="This combination changes that outcome already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sentence", ""), _negated=True),
                                name="effect_says_why",
                                violation_error_message="Say why in one sentence.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("text", models.CharField(max_length=800, verbose_name="text")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                limit_choices_to={"profile__isnull": False},
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="criteria",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "shortlist criterion",
                        "verbose_name_plural": "shortlist criteria",
                        "ordering": ("family__position", "position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("family", "text"),
                                name="criterion_once_per_family",
                                violation_error_message="This family has that criterion already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Confusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "other_name",
                            models.CharField(max_length=100, verbose_name="name of the other side"),
                        ),
                        ("goes_wrong", models.TextField(verbose_name="what goes wrong")),
                        ("tell_apart", models.TextField(verbose_name="how to tell apart")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="confusions",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty where the other side is not one of our families.",
                                limit_choices_to={"profile__isnull": False},
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="other family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "common confusion",
                        "verbose_name_plural": "common confusions",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("family", "other_name"),
                                name="confusion_once_per_family",
                                violation_error_message="This family has a confusion with that name already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("other", None),
                                    models.Q(("other", models.F("family")), _negated=True),
                                    _connector="OR",
                                ),
                                name="confusion_with_another_family",
                                violation_error_message="A family cannot be confused with itself.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="CaseExpectation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "also",
                            models.BooleanField(
                                default=False,
                                help_text="Off: what is expected. On: accepted as well.",
                                verbose_name="also acceptable",
                            ),
                        ),
                        (
                            "disagrees",
                            models.TextField(
                                blank=True,
                                help_text="Only where something else comes out, and that is to stay so. The case then counts as explained and does not prevent publishing.",
                                verbose_name="why it disagrees",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="expectations",
                                to="matcher.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="expected_by",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "expected outcome",
                        "verbose_name_plural": "expected outcomes",
                        "ordering": ("outcome__axis__position", "also", "outcome__position"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("case", "outcome"),
                                name="expectation_once_per_case_and_outcome",
                                violation_error_message="This case names that outcome already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeFact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="Such as “Who directs the people”.",
                                max_length=60,
                                verbose_name="name",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="facts",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fact",
                        "verbose_name_plural": "facts",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("outcome", "name"),
                                name="fact_name_once_per_outcome",
                                violation_error_message="This outcome has a fact with that name already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="OutcomeNeeds",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "of",
                            models.TextField(
                                help_text="The slugs of the outcomes on the same axis that it is made of, one a line.",
                                verbose_name="made of",
                            ),
                        ),
                        (
                            "at_least",
                            models.PositiveSmallIntegerField(
                                help_text="With fewer of them left, it is ruled out like those that are gone.",
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="how many must be left",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="One sentence that says why it is then ruled out.",
                                verbose_name="why",
                            ),
                        ),
                        (
                            "outcome",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "parts of an outcome",
                        "verbose_name_plural": "parts of outcomes",
                        "ordering": ("outcome__axis__position", "outcome__position"),
                        "constraints": (
                            models.CheckConstraint(
                                condition=models.Q(("sentence", ""), _negated=True),
                                name="needs_say_why",
                                violation_error_message="Say why in one sentence.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="PlaceEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "countries",
                            models.TextField(
                                help_text="Slugs of countries or groups of the question, one a line.",
                                verbose_name="countries",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(max_length=200, verbose_name="what it says of them"),
                        ),
                        (
                            "partly",
                            models.BooleanField(
                                default=False,
                                help_text="On: only some providers there fall under it.",
                                verbose_name="partly",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="matcher.placerule",
                                verbose_name="rule",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "entry",
                        "verbose_name_plural": "entries",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("rule", "says"),
                                name="place_entry_once_per_rule",
                                violation_error_message="This rule has an entry that says so already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPlaceRuleSource",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.placerule",
                                verbose_name="rule",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical source",
                        "verbose_name_plural": "historical sources",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlaceEntry",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "countries",
                            models.TextField(
                                help_text="Slugs of countries or groups of the question, one a line.",
                                verbose_name="countries",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(max_length=200, verbose_name="what it says of them"),
                        ),
                        (
                            "partly",
                            models.BooleanField(
                                default=False,
                                help_text="On: only some providers there fall under it.",
                                verbose_name="partly",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.placerule",
                                verbose_name="rule",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical entry",
                        "verbose_name_plural": "historical entries",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PlaceRuleSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="matcher.placerule",
                                verbose_name="rule",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("rule", "title"),
                                name="source_once_per_place_rule",
                                violation_error_message="This rule has a source with that title already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPriceSource",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "example",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.priceexample",
                                verbose_name="example",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical source",
                        "verbose_name_plural": "historical sources",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PriceSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "example",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="matcher.priceexample",
                                verbose_name="example",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("example", "title"),
                                name="source_once_per_price",
                                violation_error_message="This example has a source with that title already.",
                            ),
                        ),
                    },
                ),
                migrations.AddField(
                    model_name="priceexample",
                    name="model",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="examples",
                        to="matcher.pricingmodel",
                        verbose_name="pricing model",
                    ),
                ),
                migrations.CreateModel(
                    name="HistoricalPricingRule",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="condition",
                            ),
                        ),
                        ("sentence", models.TextField(verbose_name="why")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.pricingmodel",
                                verbose_name="pricing model",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical pricing rule",
                        "verbose_name_plural": "historical pricing rules",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPriceExample",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "name",
                            models.CharField(max_length=100, verbose_name="vendor and product"),
                        ),
                        (
                            "unit",
                            models.CharField(
                                help_text="What is counted, in the vendor’s words.",
                                max_length=160,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "price",
                            models.CharField(
                                help_text="Such as USD 0.99.", max_length=100, verbose_name="price"
                            ),
                        ),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="as of",
                            ),
                        ),
                        ("note", models.TextField(blank=True, default="", verbose_name="note")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.pricingmodel",
                                verbose_name="pricing model",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical example of a price",
                        "verbose_name_plural": "historical examples of prices",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="PricingRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="condition",
                            ),
                        ),
                        ("sentence", models.TextField(verbose_name="why")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rules",
                                to="matcher.pricingmodel",
                                verbose_name="pricing model",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pricing rule",
                        "verbose_name_plural": "pricing rules",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="Profile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("definition", models.TextField(verbose_name="definition")),
                        (
                            "position",
                            models.TextField(
                                help_text="Front or back office, and why.", verbose_name="position"
                            ),
                        ),
                        (
                            "office",
                            models.CharField(
                                choices=[
                                    ("front", "Front office"),
                                    ("back", "Back office"),
                                    ("both", "Both"),
                                    ("neither", "Neither"),
                                ],
                                max_length=10,
                                verbose_name="coarse tag",
                            ),
                        ),
                        ("served", models.TextField(verbose_name="who is served")),
                        ("work_kind", models.TextField(verbose_name="kind of work")),
                        ("judgment", models.TextField(verbose_name="judgment")),
                        ("regulation", models.TextField(verbose_name="regulation")),
                        ("volume", models.TextField(verbose_name="volume")),
                        ("channels", models.TextField(verbose_name="channels")),
                        ("systems", models.TextField(verbose_name="systems")),
                        ("staffing", models.TextField(verbose_name="staffing model")),
                        ("quality", models.TextField(verbose_name="quality model")),
                        ("training", models.TextField(verbose_name="training model")),
                        ("pricing", models.TextField(verbose_name="pricing that fits")),
                        ("automation", models.TextField(verbose_name="automation potential")),
                        (
                            "exposure_note",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="What a buyer should make of the scores; figures only with a link.",
                                verbose_name="what exposure to AI means",
                            ),
                        ),
                        (
                            "inward",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="0: it serves people outside; 100: people inside. Empty: not on the map.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="map: outside to inside",
                            ),
                        ),
                        (
                            "expertise",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="0: rules decide each case; 100: expert judgment does.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="map: rules to judgment",
                            ),
                        ),
                        (
                            "outcome",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="profile",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "family profile",
                        "verbose_name_plural": "family profiles",
                        "ordering": ("outcome__position",),
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "token_sha256",
                            models.CharField(
                                max_length=64, unique=True, verbose_name="checksum of the link"
                            ),
                        ),
                        (
                            "key_sha256",
                            models.CharField(
                                max_length=64, verbose_name="checksum of the key that edits it"
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                max_length=120,
                                validators=[django.core.validators.MaxLengthValidator(120)],
                                verbose_name="title",
                            ),
                        ),
                        (
                            "last_number",
                            models.PositiveIntegerField(
                                default=0, verbose_name="last number of a row"
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="created")),
                        (
                            "expires_at",
                            models.DateTimeField(
                                blank=True, db_index=True, null=True, verbose_name="expires"
                            ),
                        ),
                        (
                            "expires_zone",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="time zone of the last day"
                            ),
                        ),
                        (
                            "gone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="deleted"),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programmes",
                                to="matcher.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "programme",
                        "verbose_name_plural": "programmes",
                        "ordering": ("-created_at",),
                        "default_permissions": ("view",),
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("name", models.CharField(max_length=120, verbose_name="name")),
                        ("query", models.TextField(blank=True, verbose_name="answers")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                        ("changed_at", models.DateTimeField(verbose_name="changed")),
                        (
                            "review_on",
                            models.DateField(blank=True, null=True, verbose_name="review on"),
                        ),
                        (
                            "last_respondent",
                            models.PositiveIntegerField(
                                default=0, verbose_name="last number of a respondent"
                            ),
                        ),
                        (
                            "archetype",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="heirs",
                                to="matcher.programmerow",
                                verbose_name="takes its answers from",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="matcher.programme",
                                verbose_name="programme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "row of a programme",
                        "verbose_name_plural": "rows of a programme",
                        "ordering": ("number",),
                        "default_permissions": (),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("programme", "number"), name="number_is_given_once"
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Assumption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("question", models.CharField(max_length=50, verbose_name="question")),
                        (
                            "how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("known", "Known"),
                                    ("estimate", "An estimate"),
                                    ("guess", "A guess"),
                                ],
                                max_length=10,
                                verbose_name="how it is known",
                            ),
                        ),
                        (
                            "owner",
                            models.CharField(blank=True, max_length=80, verbose_name="owner"),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="assumptions",
                                to="matcher.programmerow",
                                verbose_name="row",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assumption",
                        "verbose_name_plural": "assumptions",
                        "default_permissions": (),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("row", "question"), name="question_is_assumed_once"
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeUpload",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        (
                            "file_name",
                            models.CharField(max_length=120, verbose_name="name of the file"),
                        ),
                        (
                            "sha256",
                            models.CharField(max_length=64, verbose_name="checksum of the file"),
                        ),
                        ("sheets_json", models.TextField(verbose_name="what its cells hold")),
                        ("columns", models.TextField(verbose_name="what its columns are used as")),
                        (
                            "numbers",
                            models.TextField(
                                blank=True, verbose_name="the rows that were made from it"
                            ),
                        ),
                        (
                            "added_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rows added"),
                        ),
                        (
                            "forget_at",
                            models.DateTimeField(
                                blank=True, db_index=True, null=True, verbose_name="forgotten"
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uploads",
                                to="matcher.programme",
                                verbose_name="programme",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of a programme",
                        "verbose_name_plural": "files of a programme",
                        "ordering": ("number",),
                        "default_permissions": (),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("programme", "number"), name="upload_number_is_own"
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "slug",
                            models.SlugField(
                                help_text="It is part of every address that carries an answer; do not change it lightly. Conditions name it: after a change, publishing is refused until they name the new one.",
                                unique=True,
                                verbose_name="slug",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[("work", "What the work is"), ("terms", "How and where")],
                                help_text="Which half of the walk asks it. It has no effect on points.",
                                max_length=10,
                                verbose_name="part",
                            ),
                        ),
                        (
                            "prompt",
                            models.CharField(
                                help_text="The heading of its page.",
                                max_length=160,
                                verbose_name="question",
                            ),
                        ),
                        (
                            "help",
                            models.TextField(
                                help_text="Shown beside the options.", verbose_name="help"
                            ),
                        ),
                        (
                            "example",
                            models.TextField(
                                help_text="Shown beside the options.", verbose_name="example"
                            ),
                        ),
                        (
                            "not_sure",
                            models.TextField(
                                help_text="Shown beside the option “I’m not sure”.",
                                verbose_name="what “not sure” does",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("one", "One option"), ("several", "Tick all that hold")],
                                default="one",
                                help_text="Of several ticks the points add up, each rules out what it rules out, and the fit check takes the lowest score.",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "ordered",
                            models.BooleanField(
                                default=False,
                                help_text="On when the options go from less to more in their order.",
                                verbose_name="options form a scale",
                            ),
                        ),
                        (
                            "circumstance",
                            models.BooleanField(
                                default=False,
                                help_text="On when the answer may become another while the work stays what it is: its volume, who should run it, what matters most. Results say what any other answer would change. Off for what the work itself is: results then name only an answer that itself speaks for the outcome which it would put first.",
                                verbose_name="a circumstance",
                            ),
                        ),
                        (
                            "proposed_from",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="In hundredths: from which lead of one option over the next a visitor’s own words propose an answer, which counts only once the visitor confirms it. Empty: they propose none.",
                                null=True,
                                verbose_name="proposed from a lead of",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "border_first",
                            models.ForeignKey(
                                blank=True,
                                help_text="Set both for a border question: it is asked only while these two outcomes are first and close, and may carry evidence for these two only.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="tells apart",
                            ),
                        ),
                        (
                            "border_second",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="matcher.outcome",
                                verbose_name="and",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ("position", "slug"),
                        "constraints": (
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("border_first", None), ("border_second", None)),
                                    models.Q(
                                        ("border_first__isnull", False),
                                        ("border_second__isnull", False),
                                        models.Q(
                                            ("border_first", models.F("border_second")),
                                            _negated=True,
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="question_between_two_outcomes_or_none",
                                violation_error_message="A border question tells two different outcomes apart: set both, or neither.",
                            ),
                        ),
                    },
                ),
                migrations.AddField(
                    model_name="option",
                    name="question",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="matcher.question",
                        verbose_name="question",
                    ),
                ),
                migrations.CreateModel(
                    name="HistoricalWeight",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "weight",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="Every strength of this question is multiplied by it on this axis. At 2, a strength of +3 adds 6 points.",
                                max_digits=4,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="weight",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("essential", "Essential"),
                                    ("tie-break", "Only breaks ties"),
                                ],
                                help_text="A question that only breaks ties, on every axis it counts on, is skipped once nothing it could change is open.",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "required",
                            models.BooleanField(
                                default=False,
                                help_text="Without an answer to it, the result on this axis is called provisional.",
                                verbose_name="required",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical weight",
                        "verbose_name_plural": "historical weights",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOption",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "slug",
                            models.SlugField(
                                help_text="Conditions name it. After a change, publishing is refused until they name the new one.",
                                verbose_name="slug",
                            ),
                        ),
                        ("label", models.CharField(max_length=100, verbose_name="label")),
                        (
                            "hint",
                            models.TextField(
                                help_text="One sentence under the label that tells it from its neighbours.",
                                verbose_name="hint",
                            ),
                        ),
                        (
                            "supposing",
                            models.CharField(
                                blank=True,
                                help_text="A clause that reads well after “If”, such as: your own staff were served. It says on a result what would have to be different.",
                                max_length=160,
                                verbose_name="supposing",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                blank=True,
                                help_text="The heading that it stands under, where options are many.",
                                max_length=60,
                                verbose_name="group",
                            ),
                        ),
                        (
                            "conflicts",
                            models.TextField(
                                blank=True,
                                help_text="Only where several may be ticked: the slugs of options that exclude this one, one a line. Each of them has to name this one too.",
                                verbose_name="cannot be ticked with",
                            ),
                        ),
                        (
                            "same_region",
                            models.BooleanField(
                                default=False,
                                help_text="Whether of the places by name only those are shown that belong to a group of the buyer’s own country.",
                                verbose_name="only in the region of home",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical option",
                        "verbose_name_plural": "historical options",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDriver",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                help_text="Its share of the fit score while every driver is answered.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="weight in percent",
                            ),
                        ),
                        (
                            "required",
                            models.BooleanField(
                                default=False,
                                help_text="Without an answer, or with “not sure”, the driver is left out and named. No score and no verdict is given until every required driver has an answer.",
                                verbose_name="required",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical fit-check driver",
                        "verbose_name_plural": "historical fit-check drivers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCaseAnswer",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: not sure.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical answer",
                        "verbose_name_plural": "historical answers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAxis",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        (
                            "asks",
                            models.CharField(
                                help_text="The decision, as a question.",
                                max_length=120,
                                verbose_name="what it decides",
                            ),
                        ),
                        (
                            "clear_from",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="From this lead in points over the second outcome, a result is called clear.",
                                max_digits=5,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="clear from",
                            ),
                        ),
                        (
                            "likely_from",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="From this lead a result is called likely; below it, a close call.",
                                max_digits=5,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="likely from",
                            ),
                        ),
                        (
                            "full_answers",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="With fewer answers than this on the axis, a result is called likely at most, unless no further answer can change it.",
                                verbose_name="answers for a full picture",
                            ),
                        ),
                        (
                            "close_percent",
                            models.PositiveSmallIntegerField(
                                default=80,
                                help_text="The second outcome counts as close when it reaches this share of the first one's points.",
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="close from percent",
                            ),
                        ),
                        (
                            "unclear_below",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                help_text="With a full picture and a best score below this, the page says that the answers do not describe one kind of work. 0 switches it off.",
                                max_digits=5,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="unclear below",
                            ),
                        ),
                        (
                            "robust_clear",
                            models.BooleanField(
                                default=False,
                                help_text="On: a result is called likely at most while any one answer, taken away, would bring another outcome first.",
                                verbose_name="clear only if no single answer carries it",
                            ),
                        ),
                        (
                            "assessed",
                            models.BooleanField(
                                default=False,
                                help_text="On: its outcomes are ways to get the work done, and the page “Make, buy or automate?” compares them. One axis at most. Of each outcome its facts are shown once it is first: say what would have to be true, and how to try it.",
                                verbose_name="compared by criteria and cost",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "tie_question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Equal points go to the outcome that the answer to this question speaks for most. Empty: the order of the outcomes decides.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.question",
                                verbose_name="tie question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical axis",
                        "verbose_name_plural": "historical axes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="driver",
                    name="question",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="driver",
                        to="matcher.question",
                        verbose_name="question",
                    ),
                ),
                migrations.CreateModel(
                    name="CaseAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="matcher.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: not sure.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_answers",
                                to="matcher.option",
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_answers",
                                to="matcher.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer",
                        "verbose_name_plural": "answers",
                        "ordering": ("question__position", "option__position"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("case", "question", "option"),
                                name="answer_once_per_case_and_option",
                                violation_error_message="This case has that answer already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("option", None)),
                                fields=("case", "question"),
                                name="not_sure_once_per_case_and_question",
                                violation_error_message="This case is not sure about that question already.",
                            ),
                        ),
                    },
                ),
                migrations.AddField(
                    model_name="axis",
                    name="tie_question",
                    field=models.ForeignKey(
                        blank=True,
                        help_text="Equal points go to the outcome that the answer to this question speaks for most. Empty: the order of the outcomes decides.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matcher.question",
                        verbose_name="tie question",
                    ),
                ),
                migrations.CreateModel(
                    name="HistoricalRegimeSource",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "regime",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.regime",
                                verbose_name="regime",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical source",
                        "verbose_name_plural": "historical sources",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAnnexClause",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("title", models.CharField(max_length=100, verbose_name="title")),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "to_fill_in",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="What the buyer still has to write here.",
                                verbose_name="to be filled in",
                            ),
                        ),
                        (
                            "condition",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For example: route = slug. Of each axis the second outcome counts like the first. Empty: whatever is answered.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="called for when",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "regime",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The rules that the text names, with their sources.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.regime",
                                verbose_name="law",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical clause of the AI annex",
                        "verbose_name_plural": "historical clauses of the AI annex",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AnnexClause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("title", models.CharField(max_length=100, verbose_name="title")),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "to_fill_in",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="What the buyer still has to write here.",
                                verbose_name="to be filled in",
                            ),
                        ),
                        (
                            "condition",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For example: route = slug. Of each axis the second outcome counts like the first. Empty: whatever is answered.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="called for when",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "regime",
                            models.ForeignKey(
                                blank=True,
                                help_text="The rules that the text names, with their sources.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="matcher.regime",
                                verbose_name="law",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "clause of the AI annex",
                        "verbose_name_plural": "clauses of the AI annex",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="RegimeSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "regime",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="matcher.regime",
                                verbose_name="regime",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("regime", "title"),
                                name="source_once_per_regime",
                                violation_error_message="This regime has a source with that title already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Respondent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        (
                            "label",
                            models.CharField(blank=True, max_length=60, verbose_name="label"),
                        ),
                        (
                            "token_sha256",
                            models.CharField(
                                max_length=64, unique=True, verbose_name="checksum of the link"
                            ),
                        ),
                        ("query", models.TextField(blank=True, verbose_name="answers")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="matcher.programme",
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.RESTRICT,
                                related_name="respondents",
                                to="matcher.programmerow",
                                verbose_name="row",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "respondent",
                        "verbose_name_plural": "respondents",
                        "ordering": ("number",),
                        "default_permissions": (),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("row", "number"), name="respondent_number_given_once"
                            ),
                            models.UniqueConstraint(
                                fields=("row", "label"), name="respondent_label_given_once"
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Retired",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "question",
                            models.SlugField(
                                help_text="The slug that the question had, or still has.",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "option",
                            models.SlugField(
                                help_text="The slug that the option had.", verbose_name="option"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="The answer in words, for a visitor whose link still carries it.",
                                max_length=160,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "retired answer",
                        "verbose_name_plural": "retired answers",
                        "ordering": ("position", "question", "option"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("question", "option"),
                                name="retired_once_per_question_and_option",
                                violation_error_message="This answer is retired already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalRetiredInstead",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: not sure.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.question",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "retired",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.retired",
                                verbose_name="retired answer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical answer instead",
                        "verbose_name_plural": "historical answers instead",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="RetiredInstead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: not sure.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="matcher.question",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "retired",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="instead",
                                to="matcher.retired",
                                verbose_name="retired answer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "answer instead",
                        "verbose_name_plural": "answers instead",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("retired", "question", "option"),
                                name="instead_once_per_retired_and_option",
                                violation_error_message="This answer takes its place already.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("option", None)),
                                fields=("retired", "question"),
                                name="instead_not_sure_once_per_question",
                                violation_error_message="“Not sure” takes its place already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("text", models.CharField(max_length=800, verbose_name="text")),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                limit_choices_to={"profile__isnull": False},
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="risks",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "risk and control",
                        "verbose_name_plural": "risks and controls",
                        "ordering": ("family__position", "position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("family", "text"),
                                name="risk_once_per_family",
                                violation_error_message="This family has that risk already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="ScaleSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="matcher.exposurescale",
                                verbose_name="scale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("scale", "title"),
                                name="source_once_per_scale",
                                violation_error_message="This scale has a source with that title already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="ServiceLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        (
                            "note",
                            models.TextField(
                                blank=True, help_text="Where its border runs.", verbose_name="note"
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                limit_choices_to={"profile__isnull": False},
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="service_lines",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "service line",
                        "verbose_name_plural": "service lines",
                        "ordering": ("family__position", "position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTypicalAnswer",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The more of them a visitor gave, the earlier the line is shown.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.serviceline",
                                verbose_name="service line",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical typical answer",
                        "verbose_name_plural": "historical typical answers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalExampleTask",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("text", models.CharField(max_length=160, verbose_name="task")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.serviceline",
                                verbose_name="service line",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical example task",
                        "verbose_name_plural": "historical example tasks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="ExampleTask",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("text", models.CharField(max_length=160, verbose_name="task")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tasks",
                                to="matcher.serviceline",
                                verbose_name="service line",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "example task",
                        "verbose_name_plural": "example tasks",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("line", "text"),
                                name="task_once_per_line",
                                violation_error_message="This line has that task already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("question", models.CharField(max_length=50, verbose_name="question")),
                        ("answer", models.TextField(verbose_name="answer")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        (
                            "seen",
                            models.TextField(blank=True, verbose_name="what its respondents said"),
                        ),
                        (
                            "row",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="settlements",
                                to="matcher.programmerow",
                                verbose_name="row",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "settlement",
                        "verbose_name_plural": "settlements",
                        "default_permissions": (),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("row", "question"), name="question_is_settled_once"
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="SharedResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "token",
                            models.CharField(max_length=43, unique=True, verbose_name="token"),
                        ),
                        (
                            "deletion_sha256",
                            models.CharField(
                                max_length=64, verbose_name="checksum of the deletion key"
                            ),
                        ),
                        (
                            "form_sha256",
                            models.CharField(
                                blank=True,
                                max_length=64,
                                null=True,
                                verbose_name="checksum of the form",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                max_length=120,
                                validators=[django.core.validators.MaxLengthValidator(120)],
                                verbose_name="title",
                            ),
                        ),
                        ("query", models.TextField(blank=True, verbose_name="answers")),
                        ("match_json", models.TextField(blank=True, verbose_name="match")),
                        (
                            "assessment_json",
                            models.TextField(blank=True, db_default="", verbose_name="assessment"),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="created")),
                        (
                            "expires_at",
                            models.DateTimeField(
                                blank=True, db_index=True, null=True, verbose_name="expires"
                            ),
                        ),
                        (
                            "expires_zone",
                            models.CharField(
                                blank=True,
                                db_default="",
                                max_length=64,
                                verbose_name="time zone of the last day",
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(db_default=0, verbose_name="revision"),
                        ),
                        (
                            "gone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="deleted"),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="matcher.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "shared result",
                        "verbose_name_plural": "shared results",
                        "ordering": ("-created_at",),
                        "default_permissions": ("view",),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("form_sha256",), name="form_is_stored_once"
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStandardSource",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.standard",
                                verbose_name="standard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical source",
                        "verbose_name_plural": "historical sources",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="StandardSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        (
                            "url",
                            models.URLField(blank=True, max_length=500, verbose_name="address"),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("A", "A: regulator, rule-setter or benchmark body"),
                                    ("B", "B: practitioner, trade or research publication"),
                                    ("C", "C: vendor or single-author page"),
                                ],
                                help_text="Shown beside the figure; grade C is good for a conversation only.",
                                max_length=1,
                                verbose_name="grade",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "dated",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="As 2026-08-02, or as far as it is known: 2026-08, 2026.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="its own date",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="In our own words.",
                                max_length=200,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "checked_on",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="When somebody last opened it; empty: nobody did.",
                                max_length=10,
                                validators=[matcher.models.rows.validate_day],
                                verbose_name="checked on",
                            ),
                        ),
                        (
                            "checked_by",
                            models.CharField(
                                blank=True,
                                default="",
                                help_text="A role, such as “content editor”; never a name.",
                                max_length=60,
                                verbose_name="checked by",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "standard",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="matcher.standard",
                                verbose_name="standard",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("standard", "title"),
                                name="source_once_per_standard",
                                violation_error_message="This standard has a source with that title already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Suggestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="offered when",
                            ),
                        ),
                        (
                            "sentence",
                            models.TextField(
                                help_text="Why the other answers point to it.",
                                verbose_name="sentence",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="suggestions",
                                to="matcher.option",
                                verbose_name="option",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "suggestion",
                        "verbose_name_plural": "suggestions",
                        "ordering": ("position", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Term",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        (
                            "names",
                            models.TextField(
                                help_text="One a line, such as “managed”. Capitals, hyphens, the plural and British or American spelling make no difference.",
                                verbose_name="words",
                            ),
                        ),
                        (
                            "says",
                            models.CharField(
                                help_text="One sentence for somebody who met the word in an offer.",
                                max_length=160,
                                verbose_name="what it says",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                blank=True,
                                help_text="It counts only once the visitor confirms it. Empty: it proposes none.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="matcher.option",
                                verbose_name="answer that it proposes",
                            ),
                        ),
                        (
                            "outcome",
                            models.ForeignKey(
                                blank=True,
                                help_text="The outcome that it names by itself; empty where it names none.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="terms",
                                to="matcher.outcome",
                                verbose_name="outcome",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "term",
                        "verbose_name_plural": "terms",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="TypicalAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="typical",
                                to="matcher.serviceline",
                                verbose_name="service line",
                            ),
                        ),
                        (
                            "option",
                            models.ForeignKey(
                                help_text="The more of them a visitor gave, the earlier the line is shown.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="matcher.option",
                                verbose_name="answer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "typical answer",
                        "verbose_name_plural": "typical answers",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("line", "option"),
                                name="typical_answer_once_per_line",
                                violation_error_message="This line has that typical answer already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="VendorLabel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="As offers call it. What it may mean belongs to the label dictionary.",
                                max_length=100,
                                verbose_name="label",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="vendor_labels",
                                to="matcher.outcome",
                                verbose_name="family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vendor label",
                        "verbose_name_plural": "vendor labels",
                        "ordering": ("position", "pk"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("family", "name"),
                                name="label_once_per_family",
                                violation_error_message="This family has that vendor label already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Verdict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "severity",
                            models.PositiveSmallIntegerField(
                                help_text="Where several stops hold, the verdict with the highest severity wins.",
                                unique=True,
                                verbose_name="severity",
                            ),
                        ),
                        (
                            "proceeds",
                            models.BooleanField(
                                default=True,
                                help_text="Off: preparation steps take the place of shortlist criteria.",
                                verbose_name="goes ahead",
                            ),
                        ),
                        (
                            "opening",
                            models.CharField(
                                blank=True,
                                help_text="A short sentence before all others at the top of a result, such as “Not yet.” Empty where the work may simply go ahead; where it should wait, the name then stands there.",
                                max_length=80,
                                verbose_name="first words of the answer",
                            ),
                        ),
                        (
                            "run",
                            models.CharField(
                                blank=True,
                                help_text="They lead to “as a managed service, offshore”, such as “Once it is ready, run it”. Empty: “Run it”, or nothing at all where the work should wait.",
                                max_length=80,
                                verbose_name="words before how and where",
                            ),
                        ),
                        (
                            "closing",
                            models.CharField(
                                blank=True,
                                help_text="What to do with the answer, such as “Start with a pilot.” It may be empty.",
                                max_length=80,
                                verbose_name="last sentence of the answer",
                            ),
                        ),
                        (
                            "tint",
                            models.CharField(
                                choices=[
                                    ("go", "Go"),
                                    ("pilot", "Pilot"),
                                    ("not-yet", "Not yet"),
                                    ("keep", "Keep"),
                                    ("hold", "Hold"),
                                    ("open", "Open"),
                                ],
                                default="open",
                                help_text="The colour of the answer at the top of a result.",
                                max_length=10,
                                verbose_name="tint",
                            ),
                        ),
                        (
                            "guide",
                            models.ForeignKey(
                                blank=True,
                                help_text="What to read about it; a result leads there.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verdicts",
                                to="matcher.guidepage",
                                verbose_name="page of the guide",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verdict",
                        "verbose_name_plural": "verdicts",
                        "ordering": ("severity",),
                    },
                ),
                migrations.CreateModel(
                    name="NextStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "condition",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For example: volume is not one-off. Empty: whatever is answered.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="called for when",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                blank=True,
                                help_text="Set: a check that belongs to this decision.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="next_steps",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                        (
                            "verdict",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: shown with every verdict.",
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="next_steps",
                                to="matcher.verdict",
                                verbose_name="verdict",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "next step",
                        "verbose_name_plural": "next steps",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalNextStep",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("text", models.TextField(verbose_name="text")),
                        (
                            "condition",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For example: volume is not one-off. Empty: whatever is answered.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="called for when",
                            ),
                        ),
                        (
                            "scope",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="For whom it is true, for example: sector = insurance, health-plan and country = eu. Or the service lines that it belongs to: line = slug. Empty: everywhere.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="only for",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Set: a check that belongs to this decision.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verdict",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: shown with every verdict.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.verdict",
                                verbose_name="verdict",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical next step",
                        "verbose_name_plural": "historical next steps",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCaseVerdict",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "also",
                            models.BooleanField(
                                default=False,
                                help_text="Off: what is expected. On: accepted as well.",
                                verbose_name="also acceptable",
                            ),
                        ),
                        (
                            "disagrees",
                            models.TextField(
                                blank=True,
                                help_text="Only where something else comes out, and that is to stay so. The case then counts as explained and does not prevent publishing.",
                                verbose_name="why it disagrees",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verdict",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.verdict",
                                verbose_name="verdict",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical expected verdict",
                        "verbose_name_plural": "historical expected verdicts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBand",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        (
                            "minimum",
                            models.DecimalField(
                                decimal_places=1,
                                help_text="0 to 10, with one decimal. One band must start at 0.",
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="from score",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verdict",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.verdict",
                                verbose_name="verdict",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical fit band",
                        "verbose_name_plural": "historical fit bands",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CaseVerdict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "also",
                            models.BooleanField(
                                default=False,
                                help_text="Off: what is expected. On: accepted as well.",
                                verbose_name="also acceptable",
                            ),
                        ),
                        (
                            "disagrees",
                            models.TextField(
                                blank=True,
                                help_text="Only where something else comes out, and that is to stay so. The case then counts as explained and does not prevent publishing.",
                                verbose_name="why it disagrees",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="verdicts",
                                to="matcher.case",
                                verbose_name="case",
                            ),
                        ),
                        (
                            "verdict",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="expected_by",
                                to="matcher.verdict",
                                verbose_name="verdict",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "expected verdict",
                        "verbose_name_plural": "expected verdicts",
                        "ordering": ("also", "verdict__severity"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("case", "verdict"),
                                name="verdict_once_per_case",
                                violation_error_message="This case names that verdict already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Band",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "minimum",
                            models.DecimalField(
                                decimal_places=1,
                                help_text="0 to 10, with one decimal. One band must start at 0.",
                                max_digits=3,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(10),
                                ],
                                verbose_name="from score",
                            ),
                        ),
                        (
                            "verdict",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="band",
                                to="matcher.verdict",
                                verbose_name="verdict",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fit band",
                        "verbose_name_plural": "fit bands",
                        "ordering": ("-minimum",),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("minimum",),
                                name="band_minimum_once",
                                violation_error_message="Another verdict starts at that score.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minimum__gte", 0), ("minimum__lte", 10)),
                                name="band_from_0_to_10",
                                violation_error_message="A fit score lies between 0 and 10.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="Stop",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(unique=True, verbose_name="slug")),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="condition",
                            ),
                        ),
                        (
                            "at_most",
                            models.BooleanField(
                                default=False,
                                help_text="On: the verdict is at most this one; a worse score stands.",
                                verbose_name="only a cap",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "verdict",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stops",
                                to="matcher.verdict",
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "warning",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stops",
                                to="matcher.warning",
                                verbose_name="warning",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hard stop",
                        "verbose_name_plural": "hard stops",
                        "ordering": ("position", "slug"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalStop",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("history_change_reason", models.CharField(max_length=300, null=True)),
                        ("slug", models.SlugField(verbose_name="slug")),
                        (
                            "condition",
                            models.TextField(
                                help_text="For example: regulation = high and (work_kind = casework or object = regulated-cases). Also: question = not-sure, question unanswered, question is not option, family = outcome, family is close, label given.",
                                validators=[matcher.models.rows.validate_condition],
                                verbose_name="condition",
                            ),
                        ),
                        (
                            "at_most",
                            models.BooleanField(
                                default=False,
                                help_text="On: the verdict is at most this one; a worse score stands.",
                                verbose_name="only a cap",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "verdict",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.verdict",
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "warning",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.warning",
                                verbose_name="warning",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical hard stop",
                        "verbose_name_plural": "historical hard stops",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCase_warnings",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.case",
                            ),
                        ),
                        (
                            "history",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="matcher.historicalcase",
                            ),
                        ),
                        (
                            "warning",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_tablespace="",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="matcher.warning",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "HistoricalCase_warnings",
                        "default_permissions": (),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="case",
                    name="warnings",
                    field=models.ManyToManyField(
                        blank=True,
                        related_name="cases",
                        to="matcher.warning",
                        verbose_name="warnings that must show",
                    ),
                ),
                migrations.CreateModel(
                    name="Weight",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "weight",
                            models.DecimalField(
                                decimal_places=2,
                                help_text="Every strength of this question is multiplied by it on this axis. At 2, a strength of +3 adds 6 points.",
                                max_digits=4,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="weight",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("essential", "Essential"),
                                    ("tie-break", "Only breaks ties"),
                                ],
                                help_text="A question that only breaks ties, on every axis it counts on, is skipped once nothing it could change is open.",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "required",
                            models.BooleanField(
                                default=False,
                                help_text="Without an answer to it, the result on this axis is called provisional.",
                                verbose_name="required",
                            ),
                        ),
                        (
                            "axis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="weights",
                                to="matcher.axis",
                                verbose_name="axis",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="weights",
                                to="matcher.question",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "weight",
                        "verbose_name_plural": "weights",
                        "ordering": ("question__position", "axis__position"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("question", "axis"),
                                name="weight_once_per_question_and_axis",
                                violation_error_message="This question has a weight on that axis already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gte", 0)),
                                name="weight_is_not_negative",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="WriteCount",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("client", models.CharField(max_length=64, verbose_name="client")),
                        ("window", models.PositiveIntegerField(verbose_name="window")),
                        ("count", models.PositiveIntegerField(default=1, verbose_name="count")),
                    ],
                    options={
                        "verbose_name": "write count",
                        "verbose_name_plural": "write counts",
                        "default_permissions": (),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("client", "window"), name="count_once_per_window"
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="ContextOption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(verbose_name="slug")),
                        ("label", models.CharField(max_length=100, verbose_name="label")),
                        (
                            "hint",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="One sentence under the label that tells it from its neighbours.",
                                verbose_name="hint",
                            ),
                        ),
                        (
                            "groups",
                            models.TextField(
                                blank=True,
                                default="",
                                help_text="The slugs of its groups, one a line.",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "other_part",
                            models.BooleanField(
                                default=False,
                                help_text="On: the result offers to answer the questions again for the other part of the work.",
                                verbose_name="there is another part",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="options",
                                to="matcher.contextquestion",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "option of context",
                        "verbose_name_plural": "options of context",
                        "ordering": ("question__position", "position", "slug"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("question", "slug"),
                                name="context_option_slug_once_per_question",
                                violation_error_message="This question has an option with that slug already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("slug", "not-sure"), _negated=True),
                                name="context_option_is_never_called_not_sure",
                                violation_error_message="Every question has “not-sure” already.",
                            ),
                        ),
                    },
                ),
                migrations.CreateModel(
                    name="ContextGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(verbose_name="slug")),
                        (
                            "name",
                            models.CharField(
                                help_text="As it reads after “only for”.",
                                max_length=100,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Smaller numbers come first on every page.",
                                verbose_name="position",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="groups",
                                to="matcher.contextquestion",
                                verbose_name="question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "group of options",
                        "verbose_name_plural": "groups of options",
                        "ordering": ("question__position", "position", "slug"),
                        "constraints": (
                            models.UniqueConstraint(
                                fields=("question", "slug"),
                                name="context_group_slug_once_per_question",
                                violation_error_message="This question has a group with that slug already.",
                            ),
                        ),
                    },
                ),
                migrations.AddConstraint(
                    model_name="kpi",
                    constraint=models.UniqueConstraint(
                        fields=("family", "slug"),
                        name="kpi_slug_once_per_family",
                        violation_error_message="This family has a KPI with that slug already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="kpi",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("range", ""), ("range_note", ""), _negated=True),
                        name="kpi_has_range_or_says_none",
                        violation_error_message="Give a range, or say in the note that there is none.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="priceexample",
                    constraint=models.UniqueConstraint(
                        fields=("model", "name"),
                        name="price_once_per_name",
                        violation_error_message="This model has an example with that name already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="option",
                    constraint=models.UniqueConstraint(
                        fields=("question", "slug"),
                        name="option_slug_once_per_question",
                        violation_error_message="This question has an option with that slug already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="option",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("slug", "not-sure"), _negated=True),
                        name="option_is_never_called_not_sure",
                        violation_error_message="Every question has “not-sure” already.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="axis",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("clear_from__gte", models.F("likely_from"))),
                        name="axis_clear_at_least_likely",
                        violation_error_message="“Clear from” cannot be below “likely from”.",
                    ),
                ),
            ]
        ),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
