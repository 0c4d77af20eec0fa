"""What somebody who cannot speak shows to others: the same words in every language."""

from bot.engine import verbatim

AMBULANCE = verbatim(
    "🚑 AIDEZ-MOI. APPELEZ LE 112 : J'AI BESOIN D'UNE AMBULANCE.\n\n"
    "🚑 HELP MIJ. BEL 112: IK HEB EEN ZIEKENWAGEN NODIG."
)
POLICE = verbatim(
    "🚓 AIDEZ-MOI. APPELEZ LA POLICE, LE 101 OU LE 112.\n\n🚓 HELP MIJ. BEL DE POLITIE, 101 OF 112."
)
DANGER = verbatim(
    "⚠️ JE SUIS EN DANGER. RESTEZ AVEC MOI ET APPELEZ LE 112.\n\n"
    "⚠️ IK BEN IN GEVAAR. BLIJF BIJ MIJ EN BEL 112."
)
