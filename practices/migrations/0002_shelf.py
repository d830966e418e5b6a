"""The site's root: the shelf of case studies takes the place of Wagtail's welcome page."""

from django.db import migrations


def place_shelf(apps, schema_editor):
    page, site, locale = (apps.get_model("wagtailcore", name) for name in ("Page", "Site", "Locale"))
    shelf = apps.get_model("practices", "CaseStudiesPage")
    content_type = apps.get_model("contenttypes", "ContentType")
    kind, _ = content_type.objects.get_or_create(app_label="practices", model="casestudiespage")
    page.objects.filter(depth=2, slug="home").delete()
    root = page.objects.get(depth=1)
    new = shelf.objects.create(
        title="Case studies",
        draft_title="Case studies",
        slug="case-studies",
        content_type=kind,
        path=f"{root.path}0002",
        depth=2,
        numchild=0,
        url_path="/case-studies/",
        locale=locale.objects.first(),
    )
    root.numchild = page.objects.filter(depth=2).count()
    root.save()
    site.objects.all().delete()
    site.objects.create(
        hostname="localhost", port=80, site_name="MIEUX portal", root_page_id=new.pk, is_default_site=True
    )


class Migration(migrations.Migration):
    dependencies = [("practices", "0001_initial"), ("wagtailcore", "0054_initial_locale")]
    operations = [migrations.RunPython(place_shelf, migrations.RunPython.noop)]
