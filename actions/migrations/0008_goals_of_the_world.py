"""The 17 Sustainable Development Goals, their targets on migration, and the 23 objectives of the Global Compact.

Goals: the United Nations' short titles (https://sdgs.un.org/goals). Statements of targets: the wording of the 2030
Agenda, United Nations General Assembly, A/RES/70/1; the short names are ours.

Which targets: those that the International Organization for Migration (IOM) counts as directly about migration –
4.b, 5.2, 8.7, 8.8, 10.7, 10.c, 16.2 and 17.18 (Migration Data Portal, “Migration Data and the Sustainable Development
Goals”, https://www.migrationdataportal.org/sdgs) – and, of those that its correlation of all targets with migration
adds (“Migration and the 2030 Agenda: Comprehensive SDG Target and Migration Correlation”, IOM, 2018), the ones that
speak of what MIEUX works on: health and its workers, training and skills, women, disasters and climate, legal
identity, partnership.

Objectives: their titles in the Global Compact for Safe, Orderly and Regular Migration, paragraph 16, United Nations
General Assembly, A/RES/73/195.

The rules that a number is given once get their sentences here, too.

Going back is refused while an Action is read against one of them: the readings are people's work.
"""

from django.db import migrations, models

GOALS = [
    "No poverty",
    "Zero hunger",
    "Good health and well-being",
    "Quality education",
    "Gender equality",
    "Clean water and sanitation",
    "Affordable and clean energy",
    "Decent work and economic growth",
    "Industry, innovation and infrastructure",
    "Reduced inequalities",
    "Sustainable cities and communities",
    "Responsible consumption and production",
    "Climate action",
    "Life below water",
    "Life on land",
    "Peace, justice and strong institutions",
    "Partnerships for the goals",
]
# Code, our short name, the Agenda's statement; in the Agenda's order.
TARGETS = [
    (
        "1.5",
        "Resilience of people in vulnerable situations",
        "By 2030, build the resilience of the poor and those in vulnerable situations and reduce their exposure and "
        "vulnerability to climate-related extreme events and other economic, social and environmental shocks and "
        "disasters",
    ),
    (
        "3.8",
        "Health care for all",
        "Achieve universal health coverage, including financial risk protection, access to quality essential "
        "health-care services and access to safe, effective, quality and affordable essential medicines and vaccines "
        "for all",
    ),
    (
        "3.c",
        "Health workers for developing countries",
        "Substantially increase health financing and the recruitment, development, training and retention of the "
        "health workforce in developing countries, especially in least developed countries and small island "
        "developing States",
    ),
    (
        "4.3",
        "Access to vocational and higher education",
        "By 2030, ensure equal access for all women and men to affordable and quality technical, vocational and "
        "tertiary education, including university",
    ),
    (
        "4.4",
        "Skills for work",
        "By 2030, substantially increase the number of youth and adults who have relevant skills, including technical "
        "and vocational skills, for employment, decent jobs and entrepreneurship",
    ),
    (
        "4.b",
        "Scholarships to study abroad",
        "By 2020, substantially expand globally the number of scholarships available to developing countries, in "
        "particular least developed countries, small island developing States and African countries, for enrolment in "
        "higher education, including vocational training and information and communications technology, technical, "
        "engineering and scientific programmes, in developed countries and other developing countries",
    ),
    (
        "5.1",
        "No discrimination against women and girls",
        "End all forms of discrimination against all women and girls everywhere",
    ),
    (
        "5.2",
        "No violence against women and girls, nor trafficking in them",
        "Eliminate all forms of violence against all women and girls in the public and private spheres, including "
        "trafficking and sexual and other types of exploitation",
    ),
    (
        "5.4",
        "Care and domestic work are valued",
        "Recognize and value unpaid care and domestic work through the provision of public services, infrastructure "
        "and social protection policies and the promotion of shared responsibility within the household and the "
        "family as nationally appropriate",
    ),
    (
        "8.7",
        "An end to forced labour, human trafficking and child labour",
        "Take immediate and effective measures to eradicate forced labour, end modern slavery and human trafficking "
        "and secure the prohibition and elimination of the worst forms of child labour, including recruitment and use "
        "of child soldiers, and by 2025 end child labour in all its forms",
    ),
    (
        "8.8",
        "Labour rights, those of migrant workers included",
        "Protect labour rights and promote safe and secure working environments for all workers, including migrant "
        "workers, in particular women migrants, and those in precarious employment",
    ),
    (
        "10.7",
        "Orderly, safe and regular migration",
        "Facilitate orderly, safe, regular and responsible migration and mobility of people, including through the "
        "implementation of planned and well-managed migration policies",
    ),
    (
        "10.c",
        "Cheaper remittances",
        "By 2030, reduce to less than 3 per cent the transaction costs of migrant remittances and eliminate remittance "
        "corridors with costs higher than 5 per cent",
    ),
    (
        "11.5",
        "Fewer people struck by disasters",
        "By 2030, significantly reduce the number of deaths and the number of people affected and substantially "
        "decrease the direct economic losses relative to global gross domestic product caused by disasters, including "
        "water-related disasters, with a focus on protecting the poor and people in vulnerable situations",
    ),
    (
        "13.1",
        "Resilience to hazards of the climate",
        "Strengthen resilience and adaptive capacity to climate-related hazards and natural disasters in all countries",
    ),
    (
        "13.2",
        "Climate change in national policies",
        "Integrate climate change measures into national policies, strategies and planning",
    ),
    (
        "13.3",
        "Knowledge and capacity to meet climate change",
        "Improve education, awareness-raising and human and institutional capacity on climate change mitigation, "
        "adaptation, impact reduction and early warning",
    ),
    (
        "16.2",
        "No abuse of children, nor trafficking in them",
        "End abuse, exploitation, trafficking and all forms of violence against and torture of children",
    ),
    (
        "16.9",
        "Legal identity for all",
        "By 2030, provide legal identity for all, including birth registration",
    ),
    (
        "17.16",
        "Partnership for sustainable development",
        "Enhance the Global Partnership for Sustainable Development, complemented by multi-stakeholder partnerships "
        "that mobilize and share knowledge, expertise, technology and financial resources, to support the achievement "
        "of the Sustainable Development Goals in all countries, in particular developing countries",
    ),
    (
        "17.18",
        "Data that tell people by migratory status, among others",
        "By 2020, enhance capacity-building support to developing countries, including for least developed countries "
        "and small island developing States, to increase significantly the availability of high-quality, timely and "
        "reliable data disaggregated by income, gender, age, race, ethnicity, migratory status, disability, "
        "geographic location and other characteristics relevant in national contexts",
    ),
]
OBJECTIVES = [
    "Collect and utilize accurate and disaggregated data as a basis for evidence-based policies",
    "Minimize the adverse drivers and structural factors that compel people to leave their country of origin",
    "Provide accurate and timely information at all stages of migration",
    "Ensure that all migrants have proof of legal identity and adequate documentation",
    "Enhance availability and flexibility of pathways for regular migration",
    "Facilitate fair and ethical recruitment and safeguard conditions that ensure decent work",
    "Address and reduce vulnerabilities in migration",
    "Save lives and establish coordinated international efforts on missing migrants",
    "Strengthen the transnational response to smuggling of migrants",
    "Prevent, combat and eradicate trafficking in persons in the context of international migration",
    "Manage borders in an integrated, secure and coordinated manner",
    "Strengthen certainty and predictability in migration procedures for appropriate screening, assessment and referral",
    "Use migration detention only as a measure of last resort and work towards alternatives",
    "Enhance consular protection, assistance and cooperation throughout the migration cycle",
    "Provide access to basic services for migrants",
    "Empower migrants and societies to realize full inclusion and social cohesion",
    "Eliminate all forms of discrimination and promote evidence-based public discourse to shape perceptions of migration",
    "Invest in skills development and facilitate mutual recognition of skills, qualifications and competences",
    "Create conditions for migrants and diasporas to fully contribute to sustainable development in all countries",
    "Promote faster, safer and cheaper transfer of remittances and foster financial inclusion of migrants",
    "Cooperate in facilitating safe and dignified return and readmission, as well as sustainable reintegration",
    "Establish mechanisms for the portability of social security entitlements and earned benefits",
    "Strengthen international cooperation and global partnerships for safe, orderly and regular migration",
]


def target_slug(code):
    """«10.c» stands in addresses as «10-c»."""
    return code.replace(".", "-")


def seed(apps, schema_editor):
    goal, target, objective = (
        apps.get_model("actions", name) for name in ("DevelopmentGoal", "GoalTarget", "CompactObjective")
    )
    goals = {
        number: goal.objects.create(slug=f"sdg-{number}", name=name, order=number)
        for number, name in enumerate(GOALS, 1)
    }
    target.objects.bulk_create(
        target(
            slug=target_slug(code),
            code=code,
            goal=goals[int(code.split(".")[0])],
            name=name,
            statement=statement,
            order=at,
        )
        for at, (code, name, statement) in enumerate(TARGETS, 1)
    )
    objective.objects.bulk_create(
        objective(slug=f"objective-{number}", name=name, order=number) for number, name in enumerate(OBJECTIVES, 1)
    )


def take_back(apps, schema_editor):
    """ProtectedError while a reading refers to one of them."""
    slugs = {
        "GoalTarget": [target_slug(code) for code, _, _ in TARGETS],
        "DevelopmentGoal": [f"sdg-{number}" for number in range(1, len(GOALS) + 1)],
        "CompactObjective": [f"objective-{number}" for number in range(1, len(OBJECTIVES) + 1)],
    }
    for model, seeded in slugs.items():
        apps.get_model("actions", model).objects.filter(slug__in=seeded).delete()


class Migration(migrations.Migration):
    dependencies = [("actions", "0007_goals")]
    operations = [
        migrations.AlterConstraint(
            "compactobjective",
            "compact_objective_number_once",
            models.UniqueConstraint(
                models.F("order"),
                name="compact_objective_number_once",
                violation_error_code="order",
                violation_error_message="Another objective has this number already.",
            ),
        ),
        migrations.AlterConstraint(
            "developmentgoal",
            "goal_number_once",
            models.UniqueConstraint(
                models.F("order"),
                name="goal_number_once",
                violation_error_code="order",
                violation_error_message="Another goal has this number already.",
            ),
        ),
        migrations.RunPython(seed, take_back),
    ]
