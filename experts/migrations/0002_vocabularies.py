"""Expert categories and the languages that experts work in; names of languages come from Babel."""

from babel import Locale
from django.db import migrations

CATEGORIES = {
    "eu-public-official": "Public official of an EU member state",
    "other-public-official": "Public official of another country",
    "icmpd": "ICMPD",
    "eu-agency": "EU agency",
    "academic": "Academic",
    "ngo": "NGO",
    "private": "Private consultant",
    "national-expert": "National expert",
}
# The initiative's content languages first, then those of its partners' material, then the other EU languages.
LANGUAGES = "en fr es pt ar ru bg cs da de el et fi ga hr hu it lt lv mt nl pl ro sk sl sv".split()


def seed(apps, schema_editor):
    category, language = apps.get_model("experts", "ExpertCategory"), apps.get_model("experts", "Language")
    names = Locale("en").languages
    for at, (slug, name) in enumerate(CATEGORIES.items(), 1):
        category.objects.create(slug=slug, name=name, order=at)
    for at, code in enumerate(LANGUAGES, 1):
        language.objects.create(slug=code, name=names[code], order=at)


class Migration(migrations.Migration):
    dependencies = [("experts", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
