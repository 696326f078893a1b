"""Records. Facts are written once: a correction is a new row that names the old one and the reason."""

from thidua.store.models.account import (
    Account,
)
from thidua.store.models.area import (
    Area,
    AreaSuccession,
)
from thidua.store.models.audit import (
    AuditLine,
    AuditLink,
)
from thidua.store.models.award import (
    Award,
    AwardCorrection,
    Reliance,
)
from thidua.store.models.ballot import (
    Ballot,
    BallotQuestion,
    BallotVoter,
)
from thidua.store.models.board import (
    WallLink,
)
from thidua.store.models.bulletin import (
    Bulletin,
    BulletinConsent,
    BulletinCorrection,
    BulletinStep,
    BulletinVersion,
    Publication,
    Weakness,
)
from thidua.store.models.cluster import (
    Cluster,
    ClusterCheck,
    ClusterEdition,
    ClusterMember,
    ClusterReview,
    ClusterSignature,
)
from thidua.store.models.cluster_conference import (
    ClusterItem,
    ClusterProposal,
    HandOverLine,
    LeadHandOver,
)
from thidua.store.models.cluster_report import (
    ConsolidatedReport,
    Limitation,
    MemberFigure,
    MemberReport,
)
from thidua.store.models.comment import Comment
from thidua.store.models.correction import (
    Correction,
)
from thidua.store.models.council import (
    Council,
    CouncilItem,
    CouncilLetter,
    CouncilNote,
    CouncilPresence,
    CouncilRecusal,
    CouncilRound,
    CouncilSeat,
    CouncilSession,
)
from thidua.store.models.decision import (
    Decision,
)
from thidua.store.models.deed import (
    Deed,
    DeedQuantity,
    Evidence,
)
from thidua.store.models.delegation import (
    Delegation,
)
from thidua.store.models.directive import (
    ActionItem,
    Clause,
    Directive,
    DirectiveLink,
    Plan,
)
from thidua.store.models.dispute import Dispute, DisputeStep
from thidua.store.models.document import (
    Minutes,
)
from thidua.store.models.dossier import (
    Dossier,
    DossierPaper,
    DossierPrint,
    DossierStep,
    DossierVoice,
    Submission,
    TransferRemark,
)
from thidua.store.models.draft import Draft
from thidua.store.models.figure import (
    Figure,
    PublishedFigure,
)
from thidua.store.models.identity import (
    PersonMerge,
)
from thidua.store.models.inspection import Inspection, InspectionItem
from thidua.store.models.job import (
    Job,
)
from thidua.store.models.mapping import Mapping
from thidua.store.models.merit import (
    Absence,
    Achievement,
    AchievementUse,
    Confirmation,
    Discipline,
    GoodDeedNote,
    Hold,
    Initiative,
    InitiativeUse,
    MeritRecord,
    MeritReview,
    ServiceRecord,
    TitleRegistration,
    YearRating,
)
from thidua.store.models.movement import (
    Commitment,
    Compact,
    Launch,
    Movement,
    Target,
    TargetChange,
)
from thidua.store.models.notice import (
    MailChoice,
    Notice,
)
from thidua.store.models.outreach import DeedTag
from thidua.store.models.paper import (
    PaperStock,
    PaperTemplate,
    SignedPaper,
)
from thidua.store.models.person import (
    Person,
    Post,
)
from thidua.store.models.proposal import Proposal
from thidua.store.models.report import (
    Report,
    ReportReminder,
    ReportStep,
    StepsAreFixedError,
    WindowChange,
    WindowExtension,
)
from thidua.store.models.scheme import (
    PublishedIsFixedError,
    SchemeVersion,
)
from thidua.store.models.standing import (
    Close,
    MovementPeriod,
)
from thidua.store.models.succession import (
    Handover,
    SuccessionDraft,
)
from thidua.store.models.sync import SyncConflict, SyncRecord
from thidua.store.models.target import MovementEnd, ScaleReading, TargetAnnex, TargetOutcome
from thidua.store.models.token import (
    ForeignCode,
    Token,
)
from thidua.store.models.unit import (
    Unit,
    UnitLink,
    UnitSuccession,
)

__all__ = [
    "Absence", "Account", "Achievement", "AchievementUse", "ActionItem", "Area", "AreaSuccession",
    "AuditLine", "AuditLink", "Award", "AwardCorrection", "Ballot", "BallotQuestion", "BallotVoter",
    "Bulletin", "BulletinConsent", "BulletinCorrection", "BulletinStep", "BulletinVersion", "Clause",
    "Close", "Cluster", "ClusterCheck", "ClusterEdition", "ClusterItem", "ClusterMember", "ClusterProposal",
    "ClusterReview", "ClusterSignature", "Comment", "Commitment", "Compact", "Confirmation",
    "ConsolidatedReport", "Correction", "Council", "CouncilItem", "CouncilLetter", "CouncilNote",
    "CouncilPresence", "CouncilRecusal", "CouncilRound", "CouncilSeat", "CouncilSession", "Decision",
    "Deed", "DeedQuantity", "DeedTag", "Delegation", "Directive", "DirectiveLink", "Discipline", "Dispute",
    "DisputeStep", "Dossier", "DossierPaper", "DossierPrint", "DossierStep", "DossierVoice", "Draft",
    "Evidence", "Figure",
    "ForeignCode", "GoodDeedNote", "HandOverLine", "Handover", "Hold", "Initiative", "InitiativeUse",
    "Inspection", "InspectionItem", "Job", "Launch", "LeadHandOver", "Limitation", "MailChoice", "Mapping",
    "MemberFigure", "MemberReport", "MeritRecord", "MeritReview", "Minutes", "Movement", "MovementEnd",
    "MovementPeriod", "Notice", "PaperStock", "PaperTemplate", "Person", "PersonMerge", "Plan", "Post",
    "Proposal", "Publication", "PublishedFigure", "PublishedIsFixedError", "Reliance", "Report",
    "ReportReminder", "ReportStep", "ScaleReading", "SchemeVersion", "ServiceRecord", "SignedPaper",
    "StepsAreFixedError", "Submission", "SuccessionDraft", "SyncConflict", "SyncRecord", "Target",
    "TargetAnnex", "TargetChange", "TargetOutcome", "TitleRegistration", "Token", "TransferRemark", "Unit", "UnitLink",
    "UnitSuccession", "WallLink", "Weakness", "WindowChange", "WindowExtension", "YearRating",
]  # fmt: skip
