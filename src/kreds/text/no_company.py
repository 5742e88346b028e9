"""What stands where a company should and is none, in Danish, English, Swedish, Norwegian and German."""

from kreds.text.organizations import organization_key

_WRITTEN = """
consultant|own company|looking for new opportunities|seeking new opportunities|null|efterløn
self employed|self-employed|selfemployed|freelance|freelancer|freelancing|independent|independent consultant
independent contractor|own business|stealth|stealth mode|stealth startup|stealth start-up|stealth mode startup
stealth company|between jobs|in between jobs|unemployed|job seeker|jobseeker|looking for work|open to work
open to new opportunities|career break|sabbatical|retired|student|confidential|private|n/a|na|none|tbd|various
selvstændig|selvstændig konsulent|selvstændig erhvervsdrivende|selvstændigt|egen virksomhed|eget firma|ledig
jobsøgende|arbejdssøgende|mellem jobs|mellem to jobs|på vej videre|barsel|orlov|pensionist|pensioneret
efterlønner|på pension|studerende|fortroligt|privat|ingen|diverse
egenföretagare|egenföretagande|egen företagare|frilans|frilansare|eget företag|arbetslös|arbetssökande|mellan jobb
pensionär|föräldraledig|tjänstledig
selvstendig|selvstendig næringsdrivende|frilanser|eget foretak|arbeidsledig|arbeidssøkende|mellom jobber
på jobbjakt|pensjonist
selbständig|selbstständig|selbstaendig|freiberuflich|freiberufler|freiberuflerin|freier mitarbeiter|arbeitslos
arbeitssuchend|auf jobsuche|auf der suche|zwischen zwei jobs|eigenes unternehmen|im ruhestand|rentner|elternzeit
"""
NO_COMPANY = frozenset(organization_key(one) for one in _WRITTEN.replace("\n", "|").split("|") if one)
"""Keys of names that name no organization: two who both write it do not work together, and nobody asks how it is there.
"""


def real_company(name: str) -> str:
    """The company as it stands, "" where its words name none.

    >>> real_company("Self-employed"), real_company("Stealth Startup!"), real_company("Havnen A/S")
    ('', '', 'Havnen A/S')
    """
    return "" if organization_key(name) in NO_COMPANY else name
