"""Words that tell a person from a company or a desk: data for `outsiders`."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOT_A_PERSON = _words(
    """
    ab ag airlines airways alert alerts analytics and api app apps as asa assurance auto automotive aviation bank banking
    beverages billing bookings booking bot brands broadcasting brothers buchhaltung builders bv cafe capital care cargo
    carrier carriers cars center central centre chain chat chemicals city client cloud club clinic co coffee cold collective
    college commerce community company compliance comptabilite construction consulting contact control coop corp corporation
    council county courier credit customer customers dairy data delivery department dept desk dev devices digital direct
    dispatch distribution docks education electric electronics email energy engineering enterprise enterprises entertainment
    events exports express facilities farm farms fashion federal finance financial fleet flights foods forwarding foundation
    freight fresh fruits furniture games gaming gas global gmbh goods government group grocers grocery health healthcare
    help helpdesk holding holdings home homes hospital hotel hotels house hq hub import imports inc industries info
    information institute insurance integration international internet investments invoicing it jsc kft kg lab labs
    laboratory learning legal library limited line lines llc llp logistics logistik logistica logistique ltd ltda machines
    mail mailer management manager manufacturing marine maritime market marketing markets marketplace materials media
    medical merchant messaging metals mobile mobility monitoring motors museum music network networks news no-reply
    nonprofit noreply nv office online operations operator ops optics oy oyj partner partners payments pharma pharmacy
    platform plc port portal ports power press print produce product production products properties pty publishing
    purchasing rail railway realty reception records recruiting recycling rechnungswesen rental rentals reporting research
    resort restaurant retail reply robotics rsc sa sales sarl sas sca school schools science sciences seafood seafoods
    security service services shipping shop shops society software solar solutions sons spa specialists sport sports square
    srl staff station status steel store stores studio studios supplies supply support system systems team tech technical
    technologies technology telecom telecommunications textile textiles tickets tours trade trading traffic training transit
    transport transportation transports travel treasury trucking trust tv university user users utilities vendor vendors
    ventures video vision warehouse warehousing water web wholesale wines wireless works workshop world yachts zentrale
    accounts accounting account payroll procurement logistiek expeditie verkoop inkoop versand einkauf vertrieb kundendienst
    soporte ventas administracion contabilidad facturacion facturation achats assistance servizio clienti amministrazione
    """
)

GIVEN_NAMES = _words(
    """
    aaron abdul abdullah abigail adam adriana adrian agnes ahmed aisha akira alan albert alejandra alejandro aleksandra
    alessandro alex alexander alexandra alexei alfonso alfred ali alice alicia alina amanda amelia amina amir amit amy ana
    anastasia anders andre andrea andreas andrei andres andrew andrzej angela anil anita anja anke anna anne annette annika
    anthony antonio anton antoine arjun arnaud arne arthur asha astrid ayesha barbara bart beatrice beatriz benjamin bernard
    bernd bilal birgit bjorn brenda brian bridget britta bruno camille carla carlos carlo carmen caroline catherine cecilia
    celine charles charlotte chen chiara chidi chris christine christina christopher claire clara claudia colin craig
    cristina daan dagmar damien daniel daniela danielle darius david deborah deepak denise dennis derek diana diego dieter
    dimitri dirk dmitri dominik donald dorothy edith eduardo edward ekaterina elena eleanor elias elif elisabeth elizabeth
    ella ellen emil emily emma emmanuel enrique erik eric erika esther eugene eva evelyn fabian fatima fatma felix fernanda
    fernando filip fiona florian francesca francesco francis francois frederic frederik friedrich gabriel gabriela gary
    geoffrey george georg gerard gerhard gianni gilles giorgio giovanni giulia gloria gonzalo gordon graham greg gregory
    greta guido guillaume gunnar gustav hamid hannah hans harald harriet harry hassan heidi heike helen helena helene helga
    hendrik henri henrik henry herbert hiroshi howard hugo hussein ian ibrahim ignacio igor imran ines inga ingrid irene
    irina isabel isabella isabelle ivan jaap jacob jacqueline jakob jakub james jan jane janet janine jaroslav jason javier
    jeanne jeff jeffrey jennifer jens jeremy jessica jesus jiri joan joana joanna joao joaquin jochen joel johan johannes
    john johnson jonas jonathan joost jorge jose josef joseph joyce juan juana judith julia julian juliette julien jurgen
    kai kamal karen karim karin karl karsten katarina katarzyna kate katherine kathleen kathryn katja katrin keith kelly
    kemal kenji kenneth kerstin kevin khaled kirsten klaus kofi kristian kristin kristina krzysztof kumar kwame lars laszlo
    laura lauren laurent layla lea leila lena leo leon leonardo leonie leticia liam lidia lina linda lindsay lisa lorena
    lorenzo lothar louis louise luca lucas lucia luciana lucie lucy ludwig luigi luis luisa lukas lukasz lydia maarten
    magdalena magnus mahmoud malik manuel manuela marc marcel marcelo marcin marco marcus margaret maria mariam mariana
    marianne marie marija marina mario marion marisol marit markus marlene marta martha marthe martina mary mateo mateusz
    mathieu matilda mats matteo matthew matthias maurice mauricio maximilian maya mehmet mei melanie melissa michael michal
    michel michele michelle miguel mihai mikael mikhail milena miriam mirjam mohamed mohammed monica monika monique moritz
    muhammad mustafa nadia nadine naomi natalia natalie natasha nathalie nathan neil nicholas nicola nicolas nicole niels
    nikolai nils nina noah noor nora nuno olaf ole oleg olga oliver olivia olivier omar oscar osman otto pablo paola paolo
    pascal patricia patrick patrik paulo pauline pavel pedro peter petra philip philipp philippe pia pierre pieter pilar
    piotr pooja prakash priya rachel rafael raj rajesh ralf ralph ramon raphael rashid raul ravi raymond rebecca regina
    reinhard rene renata renate ricardo richard rita robert roberta roberto rodrigo roger roland rolf ronald rosa rosalind
    rosario rui ruth ryan sabine sabrina said salma samantha samir samuel sandra sanjay santiago sara sarah satoshi scott
    sebastian selma serge sergei sergio shanice shannon sharon shirley sigrid silke silvia simon simona simone sofia sofie
    sonia sophie soren stefan stefania stefano stephan stephane stephanie stephen steve steven suresh susan susana susanne
    suzanne svein sven svetlana sylvia sylvie takashi tamara tanja tariq tatiana terence teresa theo theodora theresa
    thibault thierry thomas thorsten tiago tobias tomas tomasz torben tove tuomas udo ulrich ulrike ursula uwe valentina
    valeria valerie vanessa vera veronica veronika viktor vincent virginie vladimir walter wanda werner wilhelm william
    willem wim wolfgang xavier yan yannick yasmin yolanda yuki yuri yusuf yves yvonne zainab zoe zsofia
    """
)
"""Given names that are no common English word; enough to tell "customer Maria" from "customer Acme" in many languages."""

DESKS = _words(
    """
    support sales legal security sre ops finance marketing product engineering platform network hr it qa infra
    """
)
"""Our own departments: "Maria from Support" is a colleague."""

OPENERS = _words(
    """
    a an and any are as at be but by can do does dear everyone from go good great hello hey hi how i if important in is it
    just no not note of ok on our please re so sorry system that the there they this to we what when where who why will with
    yes you your all best many monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december utc cet gmt est pst error failed warning info fatal sev urgent
    priority none unknown n/a tbd
    """
)
"""Capitalized words that open a sentence or a line and are no name."""
