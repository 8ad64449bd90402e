"""What the analyser makes of prompts in German, French, Spanish and Portuguese, and that English stays as it was.

Each row holds the prompt, the providers that must be detected, the needs left to choose, and what is ruled out; nothing
else may come out. The prompts of each language were written before the word lists were tuned, those at the end after.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from kriptik_desktop.analysis.service import Analyser
from kriptik_desktop.analysis.wordlists import WordLists
from kriptik_desktop.core.resources import resource
from kriptik_desktop.providers.catalogue import Catalogue

GERMAN = [
    (
        "Ein Laden für Honig mit Stripe-Zahlungen, Google-Anmeldung und Bildern im S3-Speicher.",
        "stripe google-oauth aws-s3",
        "",
        "",
    ),
    ("Kunden sollen Guthaben kaufen und es später in der App ausgeben.", "", "payments", ""),
    ("Nutzer registrieren sich, legen ein Profil an und laden Fotos hoch.", "", "auth storage", ""),
    ("Nach der Bestellung geht eine Bestätigungsmail an den Käufer.", "", "email", ""),
    ("Eine Rezeptsammlung ohne Anmeldung und ohne Zahlungen, Daten in Supabase.", "supabase", "", "auth payments"),
    ("Wir nutzen kein Stripe, sondern Mollie.", "mollie", "", "stripe"),
    ("PayPal oder Stripe für die Bezahlung.", "", "payments", ""),
    ("Autos im Vergleich: Speicher für Gepäck, Karte im Handschuhfach, Datenblatt als Tabelle.", "", "", ""),
    ("Zeige alle Ladestationen auf einer Karte an.", "", "maps", ""),
    ("Die Texte soll ein Sprachmodell schreiben, ähnlich wie ChatGPT.", "", "ai", "openai"),
    ("Monatliches Abo mit Probemonat, Abrechnung per Lastschrift.", "", "payments", ""),
    (
        "Gehostet auf Vercel, Fehler gehen an Sentry, Besucher zählt Plausible Analytics.",
        "vercel sentry plausible",
        "",
        "",
    ),
    ("Eine Anmeldung wird nicht benötigt, Auth0 brauchen wir nicht.", "", "", "auth auth0"),
    ("Volltextsuche über alle Artikel und eine Datenbank mit Kundendaten.", "", "search database", ""),
    ("Planer für den Spieleabend: Karten mischen, Punkte zählen, Post an der Pinnwand.", "", "", ""),
    ("Bezahlt wird per Kreditkartenzahlung, die Kundendatenbank liegt in PostgreSQL.", "postgres", "payments", ""),
    ("Kuenstliche Intelligenz fasst die Protokolle zusammen.", "", "ai", ""),
]

FRENCH = [
    (
        "Une boutique de savons avec Stripe pour les paiements et Mailgun pour les e-mails.",
        "stripe mailgun",
        "",
        "",
    ),
    ("Les clients prennent un abonnement mensuel et peuvent le résilier.", "", "payments", ""),
    ("L\u2019authentification des membres est obligatoire.", "", "auth", ""),
    ("Chaque soir, un courriel récapitulatif est envoyé aux parents.", "", "email", ""),
    ("Un carnet de recettes sans connexion ni paiement, données dans Supabase.", "supabase", "", "auth payments"),
    ("On n'utilise pas Firebase, mais MongoDB.", "mongodb", "", "firebase"),
    ("Stripe ou PayPal pour encaisser.", "", "payments", ""),
    ("La carte du restaurant change chaque jour, la base de la sauce reste, et j'ai du courrier.", "", "", ""),
    ("Situer les boulangeries sur une carte interactive.", "", "maps", ""),
    ("Un assistant fondé sur un modèle de langage rédige les réponses.", "", "ai", ""),
    ("Les artisans téléversent leurs photos et leurs devis.", "", "storage", ""),
    ("L'intelligence artificielle n'est pas nécessaire, et pas de compte utilisateur.", "", "", "ai auth"),
    ("Hébergé sur Netlify, suivi des erreurs avec Sentry.", "netlify sentry", "", ""),
    ("Envoyer un SMS de rappel la veille du rendez-vous.", "", "communication", ""),
    ("Au lieu de Mailchimp, prendre Brevo.", "brevo", "", "mailchimp"),
    ("Voisinage : creer un compte, base de donnees MySQL.", "mysql", "auth", ""),
    ("Un logiciel d'inventaire avec sauvegarde des données dans une base PostgreSQL.", "postgres", "", ""),
]

SPANISH = [
    ("Una tienda de plantas con Stripe para los pagos y SendGrid para los correos.", "stripe sendgrid", "", ""),
    ("Queremos cobrar a los clientes una cuota cada mes.", "", "payments", ""),
    ("Los usuarios se registran y entran con su contraseña.", "", "auth", ""),
    ("Recordatorio por correo a quien no haya confirmado.", "", "email", ""),
    ("Un diario personal sin inicio de sesión, sin pagos y con Firebase.", "firebase", "", "auth payments"),
    ("No usamos OpenAI sino Anthropic.", "anthropic", "", "openai"),
    ("Anthropic u OpenAI, todavía no lo sabemos.", "", "ai", ""),
    ("Hay cola en correos, el mapa mental cuelga de la pared y la base de la salsa es tomate.", "", "", ""),
    ("Mostrar las farmacias en un mapa.", "", "maps", ""),
    ("autenticacion con Google y almacenamiento de archivos en la nube", "google-oauth", "storage", ""),
    ("Un asistente que use inteligencia artificial para corregir redacciones.", "", "ai", ""),
    ("No hace falta enviar SMS ni notificaciones push.", "", "", "communication"),
    ("Se despliega en Vercel y los errores van a Sentry.", "vercel sentry", "", ""),
    ("Los socios suben sus fotos a Cloudinary.", "cloudinary", "", ""),
    ("En lugar de Auth0 usaremos Clerk.", "clerk", "", "auth0"),
    ("Búsqueda de texto completo entre artículos guardados en una base de datos.", "", "search database", ""),
]

PORTUGUESE = [
    ("Uma loja de bolos com Stripe para pagamentos e Resend para e-mails.", "stripe resend", "", ""),
    ("Assinatura mensal com período de teste grátis.", "", "payments", ""),
    ("Os alunos criam uma conta e recuperam a senha esquecida.", "", "auth", ""),
    ("Avisar por e-mail quando o pedido sair.", "", "email", ""),
    ("Um caderno de receitas sem login e sem pagamentos, com Supabase.", "supabase", "", "auth payments"),
    ("Não usamos Firebase, mas sim MongoDB.", "mongodb", "", "firebase"),
    ("Stripe ou PayPal para cobrar.", "", "payments", ""),
    ("Um jogo sobre nuvens e chuva, com cartas de baralho e um banco de praça.", "", "", ""),
    ("Ver os pontos de coleta no mapa.", "", "maps", ""),
    ("Um robô de conversa com inteligência artificial.", "", "ai", ""),
    ("Os moradores enviam fotos do problema e nós as guardamos.", "", "storage", ""),
    ("A autenticação não é necessária.", "", "", "auth"),
    ("Hospedado na Vercel, banco de dados MySQL.", "vercel mysql", "", ""),
    ("Em vez do Mailchimp, vamos usar Brevo.", "brevo", "", "mailchimp"),
    ("Mandar SMS para o motorista.", "", "communication", ""),
    ("autenticacao com Google, pagamento por boleto ou Pix", "google-oauth", "payments", ""),
]

AROUND_THE_CORNER = [
    (
        "Wir wollen wissen, wie viele Leute welche Seite besuchen, aber ohne Google Analytics.",
        "",
        "analytics",
        "google-analytics",
    ),
    ("Später vielleicht noch Benachrichtigungen über WhatsApp.", "whatsapp", "", ""),
    (
        "Anmeldung: über Auth0. Bezahlung: keine. Nicht im Umfang: Kartenansicht und SMS.",
        "auth0",
        "",
        "payments maps communication",
    ),
    ("Wir haben Firebase ausprobiert, es war uns zu teuer; jetzt nehmen wir Supabase.", "supabase", "", "firebase"),
    ("Niemand soll ohne Anmeldung etwas sehen.", "", "auth", ""),
    ("Ein Quiz über die Vogelzählung, mit einer Erzählung am Ende.", "", "", ""),
    ("Les photos des élèves sont conservées sur le serveur.", "", "storage", ""),
    ("Être averti quand le site plante.", "", "monitoring", ""),
    ("Stripe a été écarté par la banque, on garde PayPal.", "paypal", "", "stripe"),
    ("J'ai un jardin, je les ai plantés et je n'ai pas fini.", "", "", ""),
    ("Sin cuentas, sin anuncios y sin base de datos.", "", "", "auth database"),
    ("Stripe es demasiado caro, así que usamos Paddle para los cobros.", "paddle", "", "stripe"),
    ("Sem cadastro e sem banco de dados.", "", "", "auth database"),
    ("As fotos dos imóveis ficam no S3.", "aws-s3", "", ""),
    ("Ele comia bolo no domingo e sorria por aí.", "", "", ""),
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Catalogue.load())


@pytest.mark.parametrize(
    ("prompt", "detected", "choices", "ruled_out"),
    [*GERMAN, *FRENCH, *SPANISH, *PORTUGUESE, *AROUND_THE_CORNER],
    ids=lambda text: text[:40],
)
def test_a_prompt_of_another_language(
    analyser: Analyser, prompt: str, detected: str, choices: str, ruled_out: str
) -> None:
    found = analyser.analyse(prompt)
    assert {each.id for each in found.detected} == set(detected.split())
    assert {each.category for each in found.choices} == set(choices.split())
    assert {each.id or each.category for each in found.ruled_out} == set(ruled_out.split())


def test_english_is_read_as_if_the_other_languages_were_not_there(analyser: Analyser, tmp_path: Path) -> None:
    for path in resource("analysis", "words").glob("*.toml"):
        if path.stem not in ("de", "fr", "es", "pt"):
            shutil.copy(path, tmp_path)
    english = Analyser(Catalogue.load(), WordLists.load(tmp_path))
    cases = tomllib.loads((Path(__file__).parent / "cases" / "tuning.toml").read_text("utf-8"))["case"]
    prompts = [case["prompt"] for case in cases if case["lang"] == "en"]
    assert len(prompts) > 100
    assert [prompt for prompt in prompts if english.analyse(prompt) != analyser.analyse(prompt)] == []
